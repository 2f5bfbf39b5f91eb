import type { Schema } from '../../../api/client';
import { Amount, counted } from '../../../ui/amount';
import { Button } from '../../../ui/button';
import { Facts } from '../../../ui/facts';
import { Link } from '../../../ui/link';
import { formatDay, Time } from '../../../ui/time';
import { words } from '../../../words/preview';
import type { ImportFormFields } from '../import-form';

type Preview = Schema<'ChargeImportPreview'>;

interface PreviewedFactsProps {
  preview: Preview;
  change: (some: Partial<ImportFormFields>) => void;
}

/** Codes, days and footer of the file. */
export function PreviewedFacts({ preview, change }: PreviewedFactsProps) {
  const { calls, location, footer, missingColumns } = preview;
  const facts = {
    [words.codes]: <Codes preview={preview} change={change} />,
    [words.span]: calls ? (
      <>
        <Time at={calls.first} zone={location?.timeZone} /> –{' '}
        <Time at={calls.last} zone={location?.timeZone} />
      </>
    ) : undefined,
    [words.days]: calls ? <Days preview={preview} /> : undefined,
    [words.footer]: footer ? <Footer footer={footer} currency={location?.currency} /> : undefined,
    [words.missing]:
      missingColumns.length > 0
        ? missingColumns.map((column) => words.columns[column]).join(', ')
        : undefined,
  };
  return <Facts facts={facts} />;
}

function Codes({ preview: { codes, location }, change }: PreviewedFactsProps) {
  const place = location?.name ?? '';
  const all = counted(codes.rows, 'row');
  if (codes.rows === 0) return <>{words.noCodes}</>;
  return (
    <>
      <p>
        {codes.here
          ? words.codesHere(codes.here.percentOfRows, counted(codes.here.rows, 'row'), all, place)
          : words.noCodesHere(all, place)}
      </p>
      {codes.better.map(({ location: { id, name }, percentOfRows, rows }) => (
        <p key={id} className="flex flex-wrap items-center gap-2 font-medium text-warn">
          {words.codesElsewhere(name, percentOfRows, counted(rows, 'row'))}
          <Button onClick={() => change({ locationId: id })}>{words.use(name)}</Button>
        </p>
      ))}
    </>
  );
}

function Days({ preview: { calls, days, earlierImports } }: { preview: Preview }) {
  if (!calls) return null;
  const earlier = days.filter(({ importIds }) => importIds.length > 0).length;
  return (
    <>
      <p>
        {words.daysCovered(
          counted(days.length, 'day'),
          formatDay(calls.firstDate),
          formatDay(calls.lastDate),
        )}
        . {earlier > 0 ? words.daysEarlier(counted(earlier, 'day')) : words.daysNew}
      </p>
      <ul className="list-disc pl-5">
        {earlierImports.map(({ importId, batchSheetNumber, firstDate, lastDate, claimed }) => (
          <li key={importId}>
            <Link to="/imports/$id" params={{ id: importId }} className="underline">
              {words.earlier(
                batchSheetNumber ?? words.anImport,
                formatDay(firstDate),
                formatDay(lastDate),
                counted(claimed, 'call'),
              )}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

interface FooterProps {
  footer: Schema<'Footer'>;
  currency: string | undefined;
}

function Footer({ footer: { sell, buy, unreadable }, currency }: FooterProps) {
  if (unreadable) return <>{words.footerUnreadable(unreadable)}</>;
  return (
    <span className="flex flex-wrap gap-x-4">
      {sell !== null && (
        <span>
          {words.footerSell} <Amount value={sell} currency={currency} />
        </span>
      )}
      {buy !== null && (
        <span>
          {words.footerBuy} <Amount value={buy} currency={currency} />
        </span>
      )}
    </span>
  );
}
