import { useMe } from '../../app/me';
import type { Schema } from '../../api/client';
import { Copy } from '../../ui/copy';
import { Facts } from '../../ui/facts';
import { Table } from '../../ui/table';
import { Time } from '../../ui/time';
import { event as words, words as list } from '../../words/audit';
import { Actor } from './actor';
import { changedFields } from './changed-fields';
import { Outcome } from './outcome';
import { Subject } from './subject';
import { Value } from './value';

type AuditEvent = Schema<'AuditEvent'>;

interface EventDetailProps {
  event: AuditEvent;
}

/** Who, on what, from where; and as it was before and after. */
export function EventDetail({ event }: EventDetailProps) {
  const { locations } = useMe();
  const {
    subject,
    subjectName,
    at,
    outcome,
    reason,
    locationId,
    address,
    credential,
    requestId,
    workflowId,
    seal,
  } = event;
  const location = locations.find(({ id }) => id === locationId)?.name ?? words.unknownLocation;
  return (
    <div className="space-y-4">
      <Facts
        facts={{
          [list.who]: <Actor event={event} />,
          [list.on]: <Subject subject={subject} name={subjectName} />,
          [list.when]: <Time at={at} />,
          [words.utc]: at.replace('T', ' '),
          [list.outcome]: <Outcome outcome={outcome} reason={reason} />,
          [words.location]: locationId === null ? words.noLocation : location,
          [words.credential]: credential === null ? undefined : credentialOf(credential),
          [words.address]: address ?? undefined,
          [words.request]: requestId === null ? undefined : <Copy text={requestId} />,
          [words.workflow]: workflowId === null ? undefined : <Copy text={workflowId} />,
          [words.seal]: seal === null ? words.notSealed : words.sealed(seal),
        }}
      />
      <Changes event={event} />
      <Details detail={event.detail} />
      <p className="text-xs text-muted">{words.withheld}</p>
    </div>
  );
}

function Changes({ event: { before, after } }: { event: AuditEvent }) {
  const fields = changedFields(before, after);
  if (fields.length === 0) return null;
  return (
    <section className="space-y-1">
      <h3 className="text-sm font-semibold">{words.changed}</h3>
      <Table
        caption={words.changed}
        columns={[
          { header: words.field, cell: ({ name }) => words.fact(name) },
          { header: words.before, cell: (field) => <Value value={field.before} /> },
          { header: words.after, cell: (field) => <Value value={field.after} /> },
        ]}
        items={fields}
        keyOf={({ name }) => name}
        empty=""
      />
    </section>
  );
}

function Details({ detail }: { detail: AuditEvent['detail'] }) {
  const facts = Object.entries(detail);
  if (facts.length === 0) return null;
  return (
    <section className="space-y-1">
      <h3 className="text-sm font-semibold">{words.details}</h3>
      <Facts
        facts={Object.fromEntries(facts.map(([name, value]) => [words.fact(name), <Value value={value} />]))}
      />
    </section>
  );
}

/** `key:<id>`; `command-line:<user>` for what was done without the API. */
function credentialOf(credential: string): string {
  const [kind = '', id = ''] = credential.split(/:(.*)/s);
  return kind === 'command-line' ? words.command(id) : `${words.credentials[kind] ?? kind} ${id.slice(0, 8)}`;
}
