import { useState } from 'react';
import type { Schema } from '../../api/client';
import { Badge } from '../../ui/badge';
import { Facts } from '../../ui/facts';
import { Notice } from '../../ui/notice';
import { Permitted } from '../../ui/permitted';
import { Panel } from '../../ui/screen';
import { Time } from '../../ui/time';
import { client as words } from '../../words/account';
import { CodeConflict, DriftTable } from './client-notes';
import type { SentAccount } from './sent-account';
import { ConvertClient } from './convert-client';
import { driftNow } from './drift-now';
import { EditClient } from './edit-client';

/** The client, once there is one: what it is, what differs, and what has to be done in Connect by hand. */
export function ClientPanel({
  account,
  sending,
  location,
}: SentAccount & { location: Schema<'Location'> | undefined }) {
  const [open, setOpen] = useState<'edit' | 'convert'>();
  const { client, hidden, codeConflict, accountCode } = sending;
  const drift = client && location ? driftNow(account, location, client) : sending.drift;
  const close = () => setOpen(undefined);
  return (
    <>
      <Panel
        title={words.title}
        aside={
          client && (
            <>
              <Permitted on={account} action="editConnectClient" onClick={() => setOpen('edit')}>
                {words.edit}
              </Permitted>
              {client.status !== 'Active' && (
                <Permitted
                  on={account}
                  action="convertConnectClient"
                  look="primary"
                  onClick={() => setOpen('convert')}
                >
                  {words.convert}
                </Permitted>
              )}
            </>
          )
        }
      >
        <div className="space-y-4">
          {hidden.client && <Notice>{words.hidden}</Notice>}
          {client && <ClientFacts client={client} sending={sending} location={location} />}
          {drift.length > 0 && client && <DriftTable drift={drift} />}
          {codeConflict && (
            <CodeConflict owner={codeConflict} code={accountCode ?? client?.billingReference} />
          )}
        </div>
      </Panel>
      {open === 'edit' && client && location && (
        <EditClient
          id={account.id}
          sending={sending}
          client={client}
          drift={drift}
          zone={location.timeZone}
          onClose={close}
        />
      )}
      {open === 'convert' && client && <ConvertClient id={account.id} name={client.name} onClose={close} />}
    </>
  );
}

interface ClientFactsProps {
  client: Schema<'ConnectClient'>;
  sending: Schema<'Sending'>;
  location: Schema<'Location'> | undefined;
}

function ClientFacts({ client, sending: { adopted, accountCode }, location }: ClientFactsProps) {
  const zone = location?.timeZone;
  return (
    <Facts
      facts={{
        [words.status]: <Badge tone={client.status === 'Active' ? 'good' : 'warn'}>{client.status}</Badge>,
        [words.ended]: client.endedAt ? <Time at={client.endedAt} zone={zone} /> : undefined,
        [words.name]: client.name,
        [words.type]: client.type,
        [words.startDate]: <Time at={client.startDate} zone={zone} />,
        [words.endDate]: <Time at={client.endDate} zone={zone} />,
        [words.billingReference]: client.billingReference,
        [words.accountCode]: accountCode ?? undefined,
        [words.site]: client.siteId,
        [words.cameBy]: adopted ? words.adopted : words.made,
        [words.id]: <code className="text-xs break-all">{client.id}</code>,
      }}
    />
  );
}
