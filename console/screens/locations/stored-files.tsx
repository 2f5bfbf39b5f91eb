import type { Schema } from '../../api/client';
import { formatBytes } from '../../ui/file-drop';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/screen';
import { stored as words } from '../../words/locations';

const nearly = 0.9;

/** How much its uploaded files have together, against the limit. */
export function StoredFiles({
  location: { storedBytes, storedBytesLimit },
}: {
  location: Schema<'Location'>;
}) {
  const used = formatBytes(storedBytes);
  const share = storedBytesLimit === null ? 0 : storedBytes / Math.max(storedBytesLimit, 1);
  return (
    <Panel title={words.title}>
      <div className="space-y-2 text-sm">
        {storedBytesLimit === null ? (
          <p>{words.unlimited(used)}</p>
        ) : (
          <>
            <p>{words.of(used, formatBytes(storedBytesLimit))}</p>
            <meter
              aria-label={words.title}
              className="block h-3 w-full"
              value={storedBytes}
              max={Math.max(storedBytesLimit, 1)}
              high={storedBytesLimit * nearly}
            />
          </>
        )}
        {storedBytesLimit !== null && share >= nearly && (
          <Notice tone="warn" title={share >= 1 ? words.full : words.nearlyFull} />
        )}
        <p className="text-xs text-muted">{words.why}</p>
      </div>
    </Panel>
  );
}
