import { formatAmount } from '../../ui/amount';
import { classes } from '../../ui/classes';
import { Panel } from '../../ui/screen';
import { words } from '../../words/batch-sheet';
import type { Sheet } from './use-sheet';

const totals: readonly string[] = ['net', 'gross'];

/** From the amounts of the file to what is owed, each step by its name. */
export const Sums = ({ sheet }: { sheet: Sheet }) => (
  <Panel title={words.sums(sheet.location.currency)}>
    <table className="w-full text-sm">
      <caption className="sr-only">{words.sums(sheet.location.currency)}</caption>
      <tbody>
        {(Object.keys(words.sumRows) as (keyof typeof words.sumRows)[]).map((sum) => {
          const [name, why] = words.sumRows[sum];
          return (
            <tr key={sum} className={classes(totals.includes(sum) && 'border-t border-edge font-semibold')}>
              <th scope="row" className="py-1.5 pr-4 text-left font-medium">
                {name}
                <span className="block text-xs font-normal text-muted">
                  {sum === 'tax' ? words.taxAt(sheet.taxPercent) : why}
                </span>
              </th>
              <td className="py-1.5 text-right align-top whitespace-nowrap tabular-nums">
                {formatAmount(sheet[sum])}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  </Panel>
);
