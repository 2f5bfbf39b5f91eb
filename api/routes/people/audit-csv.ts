import { Readable } from 'node:stream';
import type { ListedAuditEvent } from '../../../prisma/repositories/people/audit-list';
import type { Pipe } from '../../http/answer-kinds';
import { safeCell } from '../../http/safe-cell';
import { toCsv } from '../../http/to-csv';
import { auditEventView } from './audit-event-view';

type Line = Omit<ReturnType<typeof auditEventView>, 'person'> & { personId: string; person: string };

const columns = {
  id: 'Event',
  at: 'Time (UTC)',
  personId: 'Person',
  person: 'Name',
  action: 'Action',
  subject: 'Subject',
  outcome: 'Outcome',
  reason: 'Reason',
  locationId: 'Location',
  address: 'Address',
  requestId: 'Request',
  credential: 'Credential',
  workflowId: 'Workflow',
  detail: 'Detail',
  before: 'Before',
  after: 'After',
  seal: 'Seal',
} satisfies Record<keyof Line, string>;

const names = Object.keys(columns) as (keyof Line)[];

const cellOf = (value: unknown): string =>
  value === null ? '' : safeCell(typeof value === 'string' ? value : JSON.stringify(value));

async function* linesOf(events: AsyncIterable<ListedAuditEvent>) {
  for await (const event of events) {
    const { person, ...shown } = auditEventView(event);
    const line: Line = { ...shown, personId: person?.id ?? '', person: person?.name ?? '' };
    yield Object.fromEntries(names.map((name) => [name, cellOf(line[name])]));
  }
}

/** Every cell is text that no spreadsheet executes. */
export const auditCsv = (events: AsyncIterable<ListedAuditEvent>): Pipe => [
  Readable.from(linesOf(events)),
  toCsv(columns),
];
