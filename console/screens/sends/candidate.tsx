import type { ReactNode } from 'react';
import type { Schema } from '../../api/client';
import { Badge } from '../../ui/badge';
import { Facts } from '../../ui/facts';
import { Panel } from '../../ui/screen';
import { Time } from '../../ui/time';
import { clientFields } from '../../words/connect';
import { client as clientWords } from '../../words/account';
import { decide as words } from '../../words/sends';
import { isSame, type Wanted } from './compare';

interface CandidateProps {
  client: Schema<'ConnectClient'>;
  wanted: Wanted;
  isLikeliest: boolean;
  /** What its site is called here. */
  place: string;
  zone: string | undefined;
  /** What can be done with it. */
  children: ReactNode;
}

/** A client that it may be, with what differs from the Account marked. */
export function Candidate({ client, wanted, isLikeliest, place, zone, children }: CandidateProps) {
  const compared = (field: keyof Wanted, value: string) => (
    <Compared value={value} same={isSame(field, wanted, client)} />
  );
  return (
    <Panel
      title={
        <>
          {client.name} {isLikeliest && <Badge tone="info">{words.likeliest}</Badge>}
        </>
      }
      aside={children}
    >
      <Facts
        facts={{
          [clientFields.billingReference]: compared('billingReference', client.billingReference),
          [clientFields.name]: compared('name', client.name),
          [clientFields.type]: compared('type', client.type),
          [clientFields.siteId]: compared('siteId', place),
          [clientWords.status]: client.status,
          [clientWords.startDate]: <Time at={client.startDate} zone={zone} />,
          [clientWords.endDate]: <Time at={client.endDate} zone={zone} />,
          [clientWords.ended]: client.endedAt ? (
            <strong className="text-warn">
              <Time at={client.endedAt} zone={zone} />
            </strong>
          ) : undefined,
          [clientWords.id]: <code className="text-xs break-all">{client.id}</code>,
        }}
      />
    </Panel>
  );
}

const Compared = ({ value, same }: { value: string; same: boolean }) =>
  same ? (
    <>
      {value} <span className="text-xs text-muted">{words.same}</span>
    </>
  ) : (
    <>
      <strong>{value}</strong> <Badge tone="warn">{words.differs}</Badge>
    </>
  );
