import { z } from 'zod';
import { type ChangeAsked, changeKinds, whyNotConfirm } from '../../../domain/people/pending-change';
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
    identity: z
      .object({
        issuer: z.string().meta({ examples: ['https://id.example.org'] }),
        subject: z.string().meta({ examples: ['8f0c1d52'] }),
        email: z
          .string()
          .nullable()
          .meta({ description: 'What the issuer calls them.', examples: ['olga@example.org'] }),
        emailVerified: z
          .boolean()
          .meta({ description: 'If not, the address may be anybody’s: ask the person before you confirm.' }),
      })
      .nullable()
      .meta({
        description:
          'Of an identity: the account with which the invitation of the person was used, and with which they sign in.',
      }),
    askedBy: named,
    askedAt: instant,
    expiresAt: instant,
    ...possibleActions(['confirm', 'withdraw']),
  })
  .meta({ id: 'PersonChange' });

const identityView = ({
  issuer,
  subject,
  email,
  emailVerified,
}: Extract<ChangeAsked, { kind: 'identity' }>) => ({
  issuer,
  subject,
  email,
  emailVerified,
});

export function changeView(change: ChangeRecord, caller: Caller): z.input<typeof changeSchema> {
  const { asked, person, askedBy } = change;
  const why = caller.ask((one) => whyNotConfirm({ personId: person.id, askedById: askedBy.id }, one));
  return {
    id: change.id,
    kind: asked.kind,
    person,
    grant: asked.kind === 'grant' ? { role: asked.role, locationId: asked.locationId } : null,
    email: asked.kind === 'email' ? asked.email : null,
    identity: asked.kind === 'identity' ? identityView(asked) : null,
    askedBy,
    askedAt: change.askedAt,
    expiresAt: change.expiresAt,
    actions: why === null ? ['confirm', 'withdraw'] : ['withdraw'],
    blocked: why === null ? [] : [{ action: 'confirm', reason: why }],
  };
}
