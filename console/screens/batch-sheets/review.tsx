import { Link } from '../../ui/link';
import { Told } from '../../ui/told';
import { Notice } from '../../ui/notice';
import { TwoColumns } from '../../ui/two-columns';
import { words } from '../../words/batch-sheet';
import { About } from './about';
import { Checks } from './checks';
import { NotBilled } from './not-billed';
import { Sums } from './sums';
import { Ticks } from './ticks';
import type { Sheet } from './use-sheet';

/** What is looked at before a tick, and the ticks. */
export const Review = ({ sheet }: { sheet: Sheet }) => (
  <TwoColumns widths="narrow second">
    <>
      <Flags sheet={sheet} />
      <Sums sheet={sheet} />
      <Checks sheet={sheet} />
      <NotBilled sheet={sheet} />
    </>
    <>
      <Ticks sheet={sheet} />
      <About sheet={sheet} />
    </>
  </TwoColumns>
);

const Flags = ({ sheet: { warnings, newMatches, importId } }: { sheet: Sheet }) => (
  <>
    {newMatches && (
      <Notice tone="info" title={words.newMatches}>
        <p>{words.newMatchesWhy}</p>
        <Link to="/imports/$id" params={{ id: importId }}>
          {words.openImport}
        </Link>
      </Notice>
    )}
    {warnings.length > 0 && (
      <Notice tone="warn" title={words.flags}>
        <ul className="list-disc space-y-1 pl-5">
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
