import { useState } from 'react';
import { formatAmount } from '../../ui/amount';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { daysInText } from '../../ui/days-in-text';
import { Panel } from '../../ui/screen';
import { type Column, Table } from '../../ui/table';
import { formatDay } from '../../ui/time';
import { words } from '../../words/batch-sheet';
import { differenceOf } from './difference';
import { Explain } from './explain';
import type { Check, Sheet } from './use-sheet';

/** What the sheet is compared with. What differs has to be explained in writing. */
export function Checks({ sheet }: { sheet: Sheet }) {
  const [explaining, setExplaining] = useState<Check>();
  const { explanations, checks } = sheet;
  const columns: readonly Column<Check>[] = [
    { header: words.check, cell: ({ check }) => words.checkNames[check] },
    { header: words.expected, numeric: true, cell: ({ expected }) => readable(expected) },
    { header: words.found, numeric: true, cell: ({ found }) => readable(found) },
    {
      header: words.difference,
      numeric: true,
      cell: ({ expected, found }) => differenceText(expected, found),
    },
    {
      header: words.result,
      cell: (one) => (
        <Result
          check={one}
          explanation={explanations[one.check]}
          explain={mayExplain(sheet) ? () => setExplaining(one) : undefined}
        />
      ),
    },
  ];
  return (
    <Panel title={words.checks}>
      <Table
        caption={words.checks}
        columns={columns}
        items={checks}
        keyOf={({ check }) => check}
        empty={words.checksEmpty}
      />
      {explaining && <Explain sheet={sheet} check={explaining} onClose={() => setExplaining(undefined)} />}
    </Panel>
  );
}

/** An explanation belongs to the completing of the sheet. */
const mayExplain = ({ actions }: Sheet) => actions.includes('complete');

interface ResultProps {
  check: Check;
  explanation: string | undefined;
  explain: (() => void) | undefined;
}

function Result({ check: { ok }, explanation, explain }: ResultProps) {
  if (ok) return <Badge tone="good">{words.agrees}</Badge>;
  return (
    <div className="min-w-48 space-y-1">
      <Badge tone={explanation ? 'warn' : 'danger'}>{explanation ? words.differs : words.unexplained}</Badge>
      {explanation && <p className="break-words">“{explanation}”</p>}
      {explain && <Button onClick={explain}>{words.explain}</Button>}
    </div>
  );
}

const isNumber = (text: string) => differenceOf('0', text) !== null;
const readable = (text: string) =>
  isNumber(text) ? formatAmount(text, undefined, 0) : daysInText(text, formatDay);

function differenceText(expected: string, found: string): string {
  const difference = differenceOf(expected, found);
  return difference === null ? '–' : formatAmount(difference, undefined, 0);
}
