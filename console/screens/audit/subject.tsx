import { Link } from '../../ui/link';
import { words } from '../../words/audit';
import { subjectOf } from './subject-of';

const places = {
  account: '/accounts/$id',
  import: '/imports/$id',
  sheet: '/batch-sheets/$id',
  person: '/people/$id',
  location: '/locations/$id',
  'import-type': '/import-types/$id',
  product: '/products',
  'product-group': '/products',
} as const;

const hasPlace = (kind: string): kind is keyof typeof places => kind in places;

interface SubjectProps {
  subject: string;
  /** What it is called; null where that may not be seen, or it is gone. */
  name: string | null | undefined;
}

/** What was acted on, as a link to it where it has a screen. */
export function Subject({ subject, name }: SubjectProps) {
  const { kind, id } = subjectOf(subject);
  const noun = words.kinds[kind] ?? kind;
  if (id === null) return <>{noun}</>;
  const text = name ? `${noun} ${name}` : words.thing(noun, id);
  if (!hasPlace(kind)) return <span title={id}>{text}</span>;
  return (
    <Link to={places[kind]} params={{ id }} title={id}>
      {text}
    </Link>
  );
}
