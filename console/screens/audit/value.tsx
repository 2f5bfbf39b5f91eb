import { useMe } from '../../app/me';
import { Day, Time } from '../../ui/time';
import { event as words } from '../../words/audit';

/** A value of the trail, to read: days and times as such, Locations by name, and the rest as it is. */
export function Value({ value }: { value: unknown }) {
  const { locations } = useMe();
  if (value === undefined || value === null || value === '')
    return <span className="text-muted">{words.nothing}</span>;
  if (typeof value === 'boolean') return <>{value ? words.yes : words.no}</>;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
    return (
      <span className="break-words">{value.map((one) => words.fact(one)).join(', ') || words.none}</span>
    );
  if (typeof value !== 'string') return <Code text={JSON.stringify(value)} />;
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return <Day date={value} />;
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return <Time at={value} />;
  const location = locations.find(({ id }) => id === value);
  return location ? <>{location.name}</> : <span className="break-words">{value}</span>;
}

const Code = ({ text }: { text: string }) => (
  <code className="block max-w-xs text-xs break-all whitespace-pre-wrap">{text}</code>
);
