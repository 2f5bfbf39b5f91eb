const named = (timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });

const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** An instant in a zone, which is named; hovering shows it in UTC. */
export const Time = ({ at, zone = browserZone }: { at: string | null | undefined; zone?: string }) =>
  at == null ? (
    <>–</>
  ) : (
    <time dateTime={at} title={new Date(at).toISOString()} className="whitespace-nowrap">
      {named(zone).format(new Date(at))}
    </time>
  );

const day = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

/** A day, `2026-11-26`, to read: 26 Nov 2026. */
export const formatDay = (date: string): string => day.format(new Date(`${date.slice(0, 10)}T00:00:00Z`));

export const Day = ({ date }: { date: string | null | undefined }) => (
  <span className="whitespace-nowrap">{date == null ? '–' : formatDay(date)}</span>
);

const steps = [
  [60, 'second'],
  [60, 'minute'],
  [24, 'hour'],
  [Infinity, 'day'],
] as const;
const relative = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' });

/** How long ago, such as "3 hours ago". */
export function formatAgo(at: string, now = Date.now()): string {
  let amount = Math.round((new Date(at).getTime() - now) / 1_000);
  for (const [size, unit] of steps) {
    if (Math.abs(amount) < size) return relative.format(amount, unit);
    amount = Math.round(amount / size);
  }
  return at;
}

export const Ago = ({ at }: { at: string }) => (
  <time dateTime={at} title={new Date(at).toISOString()} className="whitespace-nowrap">
    {formatAgo(at)}
  </time>
);
