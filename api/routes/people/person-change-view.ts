import { z } from 'zod';
import { changeKinds, whyNotConfirm } from '../../../domain/people/pending-change';
import { roles } from '../../../domain/people/roles';
import type { ChangeRecord } from '../../../prisma/repositories/people/change-sql';
import { id, instant, named, possibleActions } from '../../http/answer-fields';
import type { Caller } from '../../http/caller';

export const changeSchema = z
  .object({
    id,
    kind: z.enum(changeKinds),
    person: named.meta({ description: 'Whom it is about.' }),
    grant: z
      .object({ role: z.enum(roles), locationId: id.nullable() })
      .nullable()
      .meta({ description: 'Of a grant: what the person will be given. Location null: at all of them.' }),
    email: z
      .string()
      .nullable()
      .meta({
        description:
          'Of an e-mail: the address that they will sign in with, instead of what they sign in with now.',
        examples: ['olga@example.org'],
      }),
    askedBy: named,
    askedAt: instant,
    expiresAt: instant,
    ...possibleActions(['confirm', 'withdraw']),
  })
  .meta({ id: 'PersonChange' });

export function changeView(change: ChangeRecord, caller: Caller): z.input<typeof changeSchema> {
  const { asked, person, askedBy } = change;
  const why = caller.ask((one) => whyNotConfirm({ personId: person.id, askedById: askedBy.id }, one));
  return {
    id: change.id,
    kind: asked.kind,
    person,
    grant: asked.kind === 'grant' ? { role: asked.role, locationId: asked.locationId } : null,
    email: asked.kind === 'email' ? asked.email : null,
    askedBy,
    askedAt: change.askedAt,
    expiresAt: change.expiresAt,
    actions: why === null ? ['confirm', 'withdraw'] : ['withdraw'],
    blocked: why === null ? [] : [{ action: 'confirm', reason: why }],
  };
}
