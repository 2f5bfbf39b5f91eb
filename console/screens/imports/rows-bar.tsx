import { isUnreviewed } from '../../../domain/imports/import-states';
import type { Schema } from '../../api/client';
import { counted, formatCount } from '../../ui/amount';
import { PartsBar } from '../../ui/parts-bar';
import { parts, words } from '../../words/imports';
import { presentParts } from './import-parts';

type ChargeImport = Schema<'ChargeImport'>;

/** The parts of an import's rows, in words and as a bar. */
export function RowsBar({ found }: { found: Pick<ChargeImport, 'rows' | 'status'> }) {
  const { file } = found.rows;
  if (file === 0) return <>{words.noRows}</>;
  if (isUnreviewed(found.status)) return <>{words.rowsSoFar(counted(file, 'row'))}</>;
  const present = presentParts(found);
  return (
    <div className="min-w-44 space-y-1">
      <PartsBar
        parts={present.map(({ status, count }) => ({ name: status, count, tone: parts[status][1] }))}
      />
      <p className="text-xs text-muted tabular-nums">
        {counted(file, 'row')}: {present.map(({ status, count }) => tell(status, count)).join(', ')}
      </p>
    </div>
  );
}

const tell = (status: keyof typeof parts, count: number) => `${formatCount(count)} ${parts[status][0]}`;
