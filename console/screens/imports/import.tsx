import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import { isUnreviewed } from '../../../domain/imports/import-states';
import type { Schema } from '../../api/client';
import { History } from '../../app/history';
import { counted, formatAmount, formatCount } from '../../ui/amount';
import { Asked } from '../../ui/asked';
import { buttonClasses } from '../../ui/button';
import { ButtonLink, Link } from '../../ui/link';
import { Notice } from '../../ui/notice';
import { Panel, Screen } from '../../ui/screen';
import { Tabs } from '../../ui/tabs';
import { words } from '../../words/import';
import { words as codeWords } from '../../words/import-codes';
import { words as importWords } from '../../words/imports';
import { CodeProblems } from './codes/code-problems';
import { useGiven } from './codes/use-given';
import { ImportAbout } from './import-about';
import { ImportActions } from './import-actions';
import { ImportEquation } from './import-equation';
import { ImportNotices } from './import-notices';
import { ImportPhases, ImportProgress } from './import-progress';
import { importQuery, sheetQuery } from './import-query';
import { ImportStatus } from './import-status';
import { ImportRows } from './rows/import-rows';

type ChargeImport = Schema<'ChargeImport'>;

export function ImportScreen() {
  const { id } = useParams({ from: '/shell/imports/$id' });
  const query = useQuery(importQuery(id));
  const found = query.data;
  return (
    <Screen
      title={found ? importWords.unnamed(found.file.name) : importWords.title}
      purpose={words.purpose}
      above={<Link to="/imports">{words.above}</Link>}
      aside={
        found && (
          <>
            <ImportStatus status={found.status} />
            {found.batchSheetId !== null && (
              <ButtonLink to="/batch-sheets/$id" params={{ id: found.batchSheetId }} look="primary">
                {words.sheet(found.batchSheetNumber ?? '')}
              </ButtonLink>
            )}
          </>
        )
      }
    >
      <Asked query={query}>{(shown) => <ImportParts found={shown} />}</Asked>
    </Screen>
  );
}

function ImportParts({ found }: { found: ChargeImport }) {
  const given = useGiven(found);
  // Its version is needed as soon as a row is to be changed.
  useQuery(sheetQuery(found.batchSheetId));
  return (
    <>
      <ImportPhases status={found.status} />
      <ImportProgress found={found} />
      <ImportNotices found={found} />
      <ImportActions found={found} />
      {!isUnreviewed(found.status) && found.rows.file > 0 && <ImportEquation found={found} />}
      <Given given={given} currency={found.location.currency} />
      <ImportTabs found={found} onGiven={given.give} />
    </>
  );
}

function Given({ given, currency }: { given: ReturnType<typeof useGiven>; currency: string }) {
  const { code, gain, isWaiting } = given;
  return (
    <div role="status">
      {code !== undefined && (
        <Notice tone={gain ? 'good' : isWaiting ? 'info' : 'warn'}>
          {gain
            ? codeWords.matched(counted(gain.rows, 'row'), formatAmount(gain.amount, currency))
            : isWaiting
              ? codeWords.waiting(code)
              : codeWords.nothingMatched(code)}
        </Notice>
      )}
    </div>
  );
}

/** Problems by code come first, and stay when the last one is solved. */
function ImportTabs({ found, onGiven }: { found: ChargeImport; onGiven: (code: string) => void }) {
  const { tab, status } = useSearch({ from: '/shell/imports/$id' });
  const { unmatched, file } = found.rows;
  const hadUnmatched = useRef(false);
  if (unmatched > 0) hadUnmatched.current = true;
  const first =
    isUnreviewed(found.status) || file === 0 ? 'about' : hadUnmatched.current && !status ? 'codes' : 'rows';
  const current = tab ?? first;
  const tabs = [
    { name: 'codes', text: `${words.codesTab} (${counted(unmatched, 'row')})` },
    { name: 'rows', text: `${words.rowsTab} (${formatCount(file)})` },
    { name: 'about', text: words.aboutTab },
    { name: 'history', text: words.historyTab },
  ];
  return (
    <div id="rows">
      <Tabs label={words.tabs} tabs={tabs} current={current} />
      <Panel title={tabs.find(({ name }) => name === current)?.text} aside={<Downloads found={found} />}>
        {current === 'codes' && <CodeProblems found={found} onGiven={onGiven} />}
        {current === 'rows' && <ImportRows found={found} />}
        {current === 'about' && <ImportAbout found={found} />}
        {current === 'history' && <History of="import" id={found.id} locationId={found.location.id} />}
      </Panel>
    </div>
  );
}

function Downloads({ found: { id, rows } }: { found: ChargeImport }) {
  const at = `/v1/charge-imports/${id}`;
  return (
    <>
      {rows.unmatched + rows.invalid + rows.duplicate > 0 && (
        <a className={buttonClasses('plain')} href={`${at}/faults.csv`} download>
          {words.downloadFaults}
        </a>
      )}
      <a className={buttonClasses('plain')} href={`${at}/file`} download>
        {words.downloadFile}
      </a>
    </>
  );
}
