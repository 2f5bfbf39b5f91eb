import { z } from 'zod';
import { invitationStates } from '../../../domain/people/invitation';
import type { InvitationRecord } from '../../../prisma/repositories/people/invitations';
import { id, instant, named } from '../../http/answer-fields';

export const invitationSchema = z
  .object({
    id,
    state: z.enum(invitationStates).meta({
      description:
        'Only an open one can be used. Void: the person is deactivated, or whoever made it is no longer an admin.',
    }),
    madeAt: instant,
    madeBy: named,
    expiresAt: instant,
    usedAt: instant.nullable(),
    revokedAt: instant.nullable(),
  })
  .meta({ id: 'Invitation' });

export const madeInvitationSchema = invitationSchema
  .extend({
    link: z.string().meta({
      description: 'For the person alone, over a channel that nobody else reads. It is not shown again.',
      examples: [
        'https://connect.example.org/auth/invitation?token=ExampleOnly_ExampleOnly_ExampleOnly_Exampl',
      ],
    }),
  })
  .meta({ id: 'MadeInvitation' });

export const invitationView = (one: InvitationRecord): z.input<typeof invitationSchema> => ({
  id: one.id,
  state: one.state,
  madeAt: one.madeAt,
  madeBy: one.madeBy,
  expiresAt: one.expiresAt,
  usedAt: one.usedAt,
  revokedAt: one.revokedAt,
});
