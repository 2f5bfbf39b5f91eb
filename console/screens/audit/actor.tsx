import type { Schema } from '../../api/client';
import { Link } from '../../ui/link';
import { words } from '../../words/audit';

/** Who it was, as a link to all that they did. */
export function Actor({ event: { person, outcome } }: { event: Schema<'AuditEvent'> }) {
  if (person === null) return <>{outcome === 'refused' ? words.nobody : words.system}</>;
  return (
    <Link
      to="."
      className="block max-w-48 break-words"
      search={(search: object) => ({ ...search, person: person.id, cursor: undefined, event: undefined })}
    >
      {person.name}
    </Link>
  );
}
