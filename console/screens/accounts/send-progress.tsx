import type { Schema } from '../../api/client';
import { formatAgo, Time } from '../../ui/time';
import { useNow } from '../../ui/use-now';
import { Facts } from '../../ui/facts';
import { faultWords, isOurs, words } from '../../words/connect';

interface SendProgressProps {
  sending: Schema<'Sending'>;
  zone: string | undefined;
}

/** How often it was tried, what went wrong last, and when it is tried again. */
export const SendProgress = ({ sending: { attempt, lastFault, nextTryAt }, zone }: SendProgressProps) => (
  <Facts
    facts={{
      [words.tries]: attempt > 0 ? attempt : undefined,
      [words.lastFault]: lastFault ? <Fault fault={lastFault} /> : undefined,
      [words.nextTry]: nextTryAt ? <NextTry at={nextTryAt} zone={zone} /> : undefined,
    }}
  />
);

/** A fault in our words, then in Connect's own. */
export function Fault({ fault: { kind, message, field } }: { fault: Schema<'ConnectFault'> }) {
  return (
    <>
      <span>{faultWords(kind)}</span>{' '}
      <span className="text-muted">
        {isOurs(kind) ? message : words.saidByConnect(message)}
        {typeof field === 'string' && ` (${words.field(field)})`}
      </span>
    </>
  );
}

/** Counts down to it. */
export function NextTry({ at, zone }: { at: string; zone?: string | undefined }) {
  const now = useNow(1_000);
  const isDue = Date.parse(at) <= now;
  return (
    <span>
      {isDue ? words.now : formatAgo(at, now)}
      {!isDue && (
        <span className="text-muted">
          {' '}
          (<Time at={at} zone={zone} />)
        </span>
      )}
    </span>
  );
}
