import type { Schema } from '../api/client';
import { saidOf } from '../words/audit-actions';
import { words } from '../words/history';
import { type Column, Table } from './table';
import { Time } from './time';

type HistoryEvent = Schema<'HistoryEvent'>;

const columnsIn = (zone: string | undefined): readonly Column<HistoryEvent>[] => [
  { header: words.at, cell: ({ at }) => <Time at={at} zone={zone} /> },
  { header: words.who, cell: ({ person }) => person?.name ?? words.system },
  { header: words.what, cell: ({ action }) => saidOf(action) },
  { header: words.details, cell: (event) => <Details event={event} /> },
];

interface HistoryTableProps {
  events: readonly HistoryEvent[];
  /** Of the thing's Location. */
  zone: string | undefined;
}

/** What was done to a thing, newest first. */
export const HistoryTable = ({ events, zone }: HistoryTableProps) => (
  <Table
    caption={words.caption}
    columns={columnsIn(zone)}
    items={events}
    keyOf={({ at, action }) => at + action}
    empty={words.empty}
  />
);

/** Says nothing to people: what proves something, and what stands in the state already. */
const technical = ['digest', 'seenVersion', 'status'];

function Details({ event: { detail, before, after } }: { event: HistoryEvent }) {
  const told = Object.entries({ ...detail, ...after }).filter(
    ([name, value]) =>
      !technical.includes(name) && !name.endsWith('Id') && readable(value) !== readable(before?.[name]),
  );
  return (
    <ul className="max-w-md space-y-0.5 break-words">
      {told.map(([name, value]) => (
        <li key={name}>
          <span className="text-muted">{words.fact(name)}:</span>{' '}
          {readable(before?.[name]) !== '' && <s className="text-muted">{readable(before?.[name])}</s>}{' '}
          {readable(value)}
        </li>
      ))}
    </ul>
  );
}

/** Empty for what is not there, or not so. */
function readable(value: unknown): string {
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || Array.isArray(value)) return JSON.stringify(value);
  return Object.entries(value)
    .map(([name, part]) => `${words.fact(name)} ${readable(part)}`)
    .join(', ');
}
