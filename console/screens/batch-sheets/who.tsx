import type { Schema } from '../../api/client';
import { Link } from '../../ui/link';
import { words } from '../../words/batch-sheets';
import { usePersonName } from './use-person-name';

type Sheet = Schema<'ListedBatchSheet'>;

/** Who had which part in a sheet; a name leads to all sheets of that person. */
export function Who({ sheet }: { sheet: Sheet }) {
  const nameOf = usePersonName();
  return (
    <ul className="text-xs whitespace-nowrap">
      {partsOf(sheet).map(({ part, id, name }) => (
        <li key={part + id}>
          {part}{' '}
          <Link
            to="."
            className="underline"
            search={(search: object) => ({ ...search, person: id, cursor: undefined })}
          >
            {nameOf({ id, name })}
          </Link>
        </li>
      ))}
    </ul>
  );
}

const partsOf = ({ uploader, completer, approvals }: Sheet) => [
  { part: words.uploaded, ...uploader },
  ...(completer ? [{ part: words.completed, ...completer }] : []),
  ...approvals.map(({ personId, name }) => ({ part: words.approved, id: personId, name })),
];
