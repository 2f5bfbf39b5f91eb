import { isSendable } from '../../../domain/sends/send-states';
import { BeforeSend } from './before-send';
import { ClientPanel } from './client-panel';
import { InMotion } from './in-motion';
import type { SentAccount } from './sent-account';
import { useLocation } from './use-account';

/** The way to Connect: the button, then what it waits for, then the client. */
export function ConnectPanel({ account, sending }: SentAccount) {
  const { data: location } = useLocation(account.locationId);
  const { state } = sending;
  if (state === 'linked') return <ClientPanel account={account} sending={sending} location={location} />;
  return (
    <div className="min-w-0 space-y-5">
      {state !== 'not-sent' && <InMotion account={account} sending={sending} zone={location?.timeZone} />}
      {isSendable(state) && <BeforeSend account={account} location={location} />}
    </div>
  );
}
