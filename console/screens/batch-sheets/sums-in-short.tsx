import { formatAmount } from '../../ui/amount';
import { words } from '../../words/batch-sheet';
import type { Sheet } from './use-sheet';

/** Net, tax and gross of a sheet in a sentence. */
export function SumsInShort({ sheet: { net, tax, gross, location } }: { sheet: Sheet }) {
  const [netText = '', taxText = '', grossText = ''] = [net, tax, gross].map((sum) =>
    formatAmount(sum, location.currency),
  );
  return <p className="font-medium tabular-nums">{words.netTaxGross(netText, taxText, grossText)}</p>;
}
