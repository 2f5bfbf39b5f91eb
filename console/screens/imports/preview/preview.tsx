import { previewedStatuses } from '../../../../domain/imports/totals';
import type { Schema } from '../../../api/client';
import { counted, formatCount } from '../../../ui/amount';
import { Told } from '../../../ui/told';
import { Asked } from '../../../ui/asked';
import { Button } from '../../../ui/button';
import { formatBytes } from '../../../ui/file-drop';
import { Link } from '../../../ui/link';
import { Notice } from '../../../ui/notice';
import { Outdated } from '../../../ui/outdated';
import { PartsBar } from '../../../ui/parts-bar';
import { Panel } from '../../../ui/screen';
import { parts, words as importWords } from '../../../words/imports';
import { words } from '../../../words/preview';
import type { ImportFormFields } from '../import-form';
import { PreviewedFacts } from './previewed-facts';
import { PreviewedFaults } from './previewed-faults';
import { PreviewedRows } from './previewed-rows';
import { usePreview } from './use-preview';

type Preview = Schema<'ChargeImportPreview'>;

interface PreviewProps {
  fields: ImportFormFields;
  file: File | undefined;
  change: (some: Partial<ImportFormFields>) => void;
}

/** What would come of the file: below the form, as soon as there is one. */
export function ImportPreview({ fields, file, change }: PreviewProps) {
  const query = usePreview(fields, file);
  if (!file || file.size === 0) return null;
  if (fields.locationId === '' || (fields.importType === '' && !query.data))
    return <Panel title={words.title}>{words.needs}</Panel>;
  return (
    <Panel title={words.title} aside={<span role="status">{query.isFetching && words.readAgain}</span>}>
      <Asked query={query}>
        {(preview) => (
          <Outdated when={query.isPlaceholderData}>
            <div className="space-y-5">
              <Alarms preview={preview} change={change} />
              {preview.counts.file > 0 && (
                <>
                  <Counts preview={preview} />
                  <PreviewedFacts preview={preview} change={change} />
                  <PreviewedFaults preview={preview} />
                  <PreviewedRows preview={preview} />
                </>
              )}
            </div>
          </Outdated>
        )}
      </Asked>
    </Panel>
  );
}

function Alarms({ preview, change }: { preview: Preview; change: PreviewProps['change'] }) {
  const { failure, fittingImportTypes, sameFile, warnings } = preview;
  return (
    <>
      {(failure ?? fittingImportTypes.length > 0) && (
        <Notice tone="danger" title={words.cannot}>
          <p>{failure?.message}</p>
          <p className="flex flex-wrap gap-2">
            {fittingImportTypes.map(({ id, name }) => (
              <Button key={id} onClick={() => change({ importType: name })}>
                {words.use(name)}
              </Button>
            ))}
          </p>
        </Notice>
      )}
      {sameFile && (
        <Notice tone="warn" title={words.sameFile(importWords.unnamed(sameFile.fileName))}>
          <Link to="/imports/$id" params={{ id: sameFile.importId }}>
            {words.openFirst}
          </Link>
        </Notice>
      )}
      {warnings.length > 0 && (
        <Notice tone="warn" title={words.check}>
          <ul className="list-disc pl-5">
            {warnings.map(({ code, message }) => (
              <li key={code + message}>
                <Told>{`${message}.`}</Told>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}

function Counts({ preview: { counts, file, complete } }: { preview: Preview }) {
  const present = previewedStatuses.filter((part) => counts[part] > 0);
  return (
    <div className="space-y-2">
      <p>
        {words.rows(counted(counts.file, 'row'), complete)}{' '}
        {present.map((part) => words.part(formatCount(counts[part]), parts[part][0])).join(', ')}.{' '}
        {!complete && file && words.beginning(formatBytes(file.bytesRead), formatBytes(file.bytes))}
      </p>
      <PartsBar parts={present.map((part) => ({ name: part, count: counts[part], tone: parts[part][1] }))} />
    </div>
  );
}
