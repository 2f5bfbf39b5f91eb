import { z } from 'zod';
import type { ListedAuditEvent } from '../../../prisma/repositories/people/audit-list';
import { id, instant, named } from '../../http/answer-fields';

const facts = z.record(z.string(), z.unknown());
const serial = z
  .string()
  .regex(/^\d+$/)
  .meta({ examples: ['1042'] });

const auditEventSchema = z.object({
  id: serial,
  at: instant,
  person: named.nullable().meta({ description: 'Who; null for the system itself, or nobody known.' }),
  action: z.string().meta({
    description: 'What was done; of a refused request `refused`, its method and route.',
    examples: ['account.edited'],
  }),
  subject: z
    .string()
    .meta({ description: 'Kind and id.', examples: ['account:7b0d3f5e-3c0e-4d6e-9f0a-2d1c5b7a9e10'] }),
  outcome: z.enum(['done', 'refused']),
  reason: z
    .string()
    .nullable()
    .meta({ description: 'Why it was refused: the type of a problem.', examples: ['forbidden'] }),
  locationId: id.nullable().meta({ description: 'Null for what belongs to no location.' }),
  address: z
    .string()
    .nullable()
    .meta({ examples: ['192.0.2.17'] }),
  requestId: id.nullable(),
  credential: z
    .string()
    .nullable()
    .meta({ description: 'Kind and id.', examples: ['key:7b0d3f5e-3c0e-4d6e-9f0a-2d1c5b7a9e10'] }),
  workflowId: z
    .string()
    .nullable()
    .meta({ examples: ['charge-import:7b0d3f5e-3c0e-4d6e-9f0a-2d1c5b7a9e10'] }),
  detail: facts,
  before: facts.nullable(),
  after: facts.nullable(),
  seal: serial.nullable().meta({ description: 'Its number in the hash chain; null until it is sealed.' }),
});

export const listedAuditEventSchema = auditEventSchema
  .extend({
    subjectName: z
      .string()
      .nullable()
      .meta({
        description: 'What the subject is called today; null if it is gone, or the caller may not see it.',
        examples: ['ACC-1006 Hopfields Energy'],
      }),
  })
  .meta({ id: 'AuditEvent' });

export const auditEventView = (event: ListedAuditEvent): z.infer<typeof auditEventSchema> => ({
  id: event.id,
  at: event.at,
  person: event.person,
  action: event.action,
  subject: event.subject,
  outcome: event.outcome,
  reason: event.reason === null ? null : `/problems/${event.reason}`,
  locationId: event.locationId,
  address: event.address,
  requestId: event.requestId,
  credential: event.credential,
  workflowId: event.workflowId,
  detail: event.detail,
  before: event.before,
  after: event.after,
  seal: event.seal,
});

/** A position in a list of events: time and id. */
export const auditPlace = z.tuple([
  z.iso
    .datetime()
    .max(40)
    .refine((at) => at >= '1900'),
  z.string().regex(/^\d{1,18}$/),
]);
