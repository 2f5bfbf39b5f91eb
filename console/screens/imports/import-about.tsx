import { useQuery } from '@tanstack/react-query';
import type { Schema } from '../../api/client';
import { Amount, formatCount } from '../../ui/amount';
import { Copy } from '../../ui/copy';
import { Facts } from '../../ui/facts';
import { formatBytes } from '../../ui/file-drop';
import { Day, Time } from '../../ui/time';
import { words } from '../../words/import';
import { words as importWords } from '../../words/imports';
import { locationQuery } from '../../api/location-query';
import { UploadedBy } from './uploaded-by';

/** What was filled in, and what the file is. */
export function ImportAbout({ found }: { found: Schema<'ChargeImport'> }) {
  const place = useQuery(locationQuery(found.location.id));
  const { file, footer, lines, location, temporalUi } = found;
  return (
    <Facts
      facts={{
        [words.location]: location.name,
        [words.importType]: words.version(found.importType, found.importTypeVersion),
        [words.productGroup]: found.productGroup,
        [words.product]: found.product,
        [words.batchDate]: <Day date={found.batchDate} />,
        [words.referenceDate]: <Day date={found.referenceDate} />,
        [words.referenceText]: found.referenceText,
        [words.fileName]: `${importWords.unnamed(file.name)}, ${formatBytes(file.bytes)}`,
        [words.sha256]: <Copy text={file.sha256} />,
        [words.uploaded]: (
          <>
            <Time at={found.createdAt} zone={place.data?.timeZone} />, <UploadedBy found={found} />
          </>
        ),
        [words.lines]: lines ? <Lines lines={lines} /> : undefined,
        [words.footer]: footer ? (
          <>
            <Amount value={footer.sell ?? footer.buy} currency={location.currency} /> {footer.unreadable}
          </>
        ) : undefined,
        [words.temporal]: temporalUi ? (
          <a className="text-accent underline" href={temporalUi} target="_blank" rel="noreferrer">
            {words.open}
          </a>
        ) : undefined,
      }}
    />
  );
}

const Lines = ({ lines: { file, ...kinds } }: { lines: Schema<'LineCounts'> }) => (
  <>
    {formatCount(file)} {words.linesOf.file}:{' '}
    {Object.entries(kinds)
      .filter(([, count]) => count > 0)
      .map(([kind, count]) => `${formatCount(count)} ${words.linesOf[kind as keyof typeof kinds]}`)
      .join(', ')}
  </>
);
