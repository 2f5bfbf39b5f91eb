import { useParams, useSearch } from '@tanstack/react-router';
import { History } from '../../app/history';
import { Asked } from '../../ui/asked';
import { buttonClasses } from '../../ui/button';
import { Link } from '../../ui/link';
import { Permitted } from '../../ui/permitted';
import { Panel, Screen } from '../../ui/screen';
import { Tabs } from '../../ui/tabs';
import { formatDay } from '../../ui/time';
import { words } from '../../words/batch-sheet';
import { PendingDecision } from './pending-decision';
import { Review } from './review';
import { SheetAccounts } from './sheet-accounts';
import { SheetCharges } from './sheet-charges';
import { SheetState } from './sheet-state';
import { type Sheet, useSheet } from './use-sheet';

export function BatchSheetScreen() {
  const { id } = useParams({ from: '/shell/batch-sheets/$id' });
  const query = useSheet(id);
  if (query.data) return <Asked query={query}>{(sheet) => <OneSheet sheet={sheet} />}</Asked>;
  return (
    <Screen title={words.title} purpose={words.purpose} above={<AllSheets />}>
      <Asked query={query}>{() => null}</Asked>
    </Screen>
  );
}

const AllSheets = () => (
  <Link to="/batch-sheets" className="underline">
    {words.allSheets}
  </Link>
);

const SheetHistory = ({ sheet: { id, location } }: { sheet: Sheet }) => (
  <Panel>
    <History of="sheet" id={id} locationId={location.id} />
  </Panel>
);

const parts = [
  [undefined, words.review, Review],
  ['accounts', words.accounts, SheetAccounts],
  ['charges', words.charges, SheetCharges],
  ['history', words.history, SheetHistory],
] as const;

function OneSheet({ sheet }: { sheet: Sheet }) {
  const { tab } = useSearch({ from: '/shell/batch-sheets/$id' });
  const [name, , Part] = parts.find(([name]) => name === tab) ?? parts[0];
  const where = `${sheet.number} · ${sheet.location.name} · ${formatDay(sheet.batchDate)}`;
  return (
    <Screen
      title={sheet.title}
      purpose={words.purpose}
      above={
        <>
          <AllSheets /> / {where}
        </>
      }
      aside={
        <>
          <SheetState state={sheet.state} />
          <Export sheet={sheet} />
        </>
      }
    >
      <PendingDecision sheetId={sheet.id} />
      <Tabs label={words.tabs} tabs={parts.map(([name, text]) => ({ name, text }))} current={name} />
      <Part sheet={sheet} />
    </Screen>
  );
}

const Export = ({ sheet }: { sheet: Sheet }) =>
  sheet.actions.includes('export') ? (
    <a className={buttonClasses('plain')} href={`/v1/batch-sheets/${sheet.id}/export`} download>
      {words.export}
    </a>
  ) : (
    <Permitted on={sheet} action="export">
      {words.export}
    </Permitted>
  );
