import type { Schema } from '../../api/client';
import { words } from '../../words/batch-sheets';
import { usePersonName } from './use-person-name';

/** Who had which part in a sheet. */
export function Who({ sheet }: { sheet: Schema<'ListedBatchSheet'> }) {
  const nameOf = usePersonName();
  const { uploader, completer, approvals } = sheet;
  return (
    <ul className="text-xs whitespace-nowrap">
      <li>{words.uploadedBy(nameOf(uploader))}</li>
      {completer && <li>{words.completedBy(nameOf(completer))}</li>}
      {approvals.map(({ personId, name }) => (
        <li key={personId}>{words.approvedBy(nameOf({ id: personId, name }))}</li>
      ))}
    </ul>
  );
}
