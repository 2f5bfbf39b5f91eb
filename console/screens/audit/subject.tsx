import { useMe } from '../../app/me';
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
  /** Of a person, where it is known. */
  nameOf: (id: string) => string | undefined;
}

/** What was acted on, as a link to it where it has a screen. */
export function Subject({ subject, nameOf }: SubjectProps) {
  const { locations } = useMe();
  const { kind, id } = subjectOf(subject);
  const noun = words.kinds[kind] ?? kind;
  if (id === null) return <>{noun}</>;
  const name =
    kind === 'location'
      ? locations.find((one) => one.id === id)?.name
      : kind === 'person'
        ? nameOf(id)
        : undefined;
  const text = name === undefined ? words.thing(noun, id) : `${noun} ${name}`;
  if (!hasPlace(kind)) return <span title={id}>{text}</span>;
  return (
    <Link to={places[kind]} params={{ id }} title={id}>
      {text}
    </Link>
  );
}
