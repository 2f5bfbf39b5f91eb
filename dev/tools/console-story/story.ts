import { approveSheet } from './approve-sheet';
import { importCalls } from './import-calls';
import { sendAccount } from './send-account';
import { type StorySeed, type Storyteller } from './storyteller';

/** The pictures of the story, by name. */
export const sights = [
  ...['work', 'account-before', 'account-sent', 'new-import', 'import', 'code-given'],
  ...['sheet-draft', 'sheet-own-work', 'sheet-posted', 'charges'],
] as const;

/** Two calls: of a code that is known, and of one that nobody has. */
export function storySeed(account: StorySeed['account'], mark: string): StorySeed {
  const code = `DESK-${mark}`;
  const text = [
    'Account Code,Extension,Call Date,Call Time,Number Dialled,Destination,Duration,Operator Amount,Client Amount',
    `ACC-1001,2139,${mark.slice(-2)}/05/2026,08:36:16,02079460352,London,00:30:26,0.2435,0.3287`,
    `${code},2119,${mark.slice(-2)}/05/2026,09:21:56,02079460549,London,00:08:56,0.3370,0.4500`,
    '',
  ].join('\n');
  return { account, code, file: { name: `calls-${mark}.csv`, text } };
}

/** The story of the seed, clicked through as three persons do it: from an Account to its posted charges. */
export async function tellStory(told: Storyteller): Promise<void> {
  await sendAccount(told);
  await importCalls(told);
  await approveSheet(told);
}
