import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { words } from '../../words/batch-sheet';
import type { Change } from './changes';

interface ChangedProps {
  changes: readonly Change[];
  lookAgain: () => void;
}

/** What is no longer as the person saw it: nothing is decided before they have looked at it. */
export const Changed = ({ changes, lookAgain }: ChangedProps) => (
  <Notice tone="warn" title={words.changedTitle} urgent>
    <table className="w-full text-left">
      <caption className="sr-only">{words.whatChanged}</caption>
      <thead>
        <tr className="text-xs text-muted">
          <td />
          <th scope="col">{words.before}</th>
          <th scope="col">{words.now}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ what, before, now }) => (
          <tr key={what} className="align-top">
            <th scope="row" className="pr-3 font-normal">
              {what}
            </th>
            <td className="pr-3 break-words line-through">{before ?? '–'}</td>
            <td className="break-words">{now ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
    <Button onClick={lookAgain}>{words.seeNow}</Button>
  </Notice>
);
