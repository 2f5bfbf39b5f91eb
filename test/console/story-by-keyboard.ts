import type { ConsolePage } from '../../dev/tools/browser/console-page';
import type { StorySeed } from '../../dev/tools/console-story/storyteller';
import { focusOf, pressOn, tabTo, typeInto } from './keyboard';

/** What has the focus after each act, by the act. */
export type FocusAfter = Record<string, string>;

/** Omar sends an Account to Connect, edits its client, and converts it. */
export async function sendByKeyboard(
  { page, open }: ConsolePage,
  { account }: StorySeed,
): Promise<FocusAfter> {
  const after: FocusAfter = {};
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const dialog = page.getByRole('dialog');
  await open('/work');
  for (const key of ['g', 'a']) await page.keyboard.press(key);
  await page.getByRole('heading', { level: 1, name: 'Accounts' }).waitFor();
  after['g a'] = await focusOf(page);
  await page.keyboard.press('/');
  await page.keyboard.type(account.accountsId);
  await page.keyboard.press('Enter');
  await pressOn(page, page.getByRole('link', { name: account.accountsId, exact: true }));
  await button('Send to Connect').waitFor();
  after.open = await focusOf(page);
  await pressOn(page, button('Send to Connect'));
  await page.getByRole('heading', { name: 'Client in Connect' }).waitFor();
  after.send = await focusOf(page);
  await pressOn(page, button('Edit client'));
  await tabTo(page, dialog.getByLabel('Name'));
  await page.keyboard.press('End');
  await page.keyboard.type(' Ltd');
  await page.keyboard.press('Enter');
  await page.getByText(`${account.name} Ltd`).first().waitFor();
  await dialog.waitFor({ state: 'hidden' });
  after.edit = await focusOf(page);
  await pressOn(page, button('Convert'));
  await pressOn(page, dialog.getByRole('button', { name: 'Convert' }));
  await dialog.waitFor({ state: 'hidden' });
  await button('Convert').waitFor({ state: 'detached' });
  after.convert = await focusOf(page);
  return after;
}

/** Lea imports a file, gives its code, and completes the sheet. */
export async function importByKeyboard(
  { page, open }: ConsolePage,
  { account, file }: StorySeed,
): Promise<FocusAfter> {
  const after: FocusAfter = {};
  const form = page.locator('form').filter({ hasText: 'Import Type' });
  const field = (label: string) => form.getByLabel(label, { exact: true });
  const dialog = page.getByRole('dialog');
  await open('/imports');
  await pressOn(page, page.getByRole('link', { name: 'New import' }));
  await typeInto(page, field('Location'), 'London Bridge');
  await typeInto(page, field('Import Type'), 'essensys call logger v2');
  await typeInto(page, field('Product Group'), 'Telephone Charges');
  await typeInto(page, field('Product'), 'Call Charges');
  // The same whether the browser asks for the day or the month first.
  await typeInto(page, field('Batch Date'), '06062026');
  await typeInto(page, field('Reference Date'), '05052026');
  await field('File of calls').setInputFiles({
    name: file.name,
    mimeType: 'text/csv',
    buffer: Buffer.from(file.text),
  });
  await pressOn(page, form.getByRole('button', { name: 'Import', exact: true }));
  const give = page.getByRole('button', { name: 'Give to an Account' });
  await give.waitFor();
  after.import = await focusOf(page);
  await pressOn(page, give);
  await typeInto(page, dialog.getByRole('combobox'), account.accountsId);
  await dialog.getByRole('option', { name: account.accountsId }).waitFor();
  await dialog.getByRole('option').nth(1).waitFor({ state: 'detached' });
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await pressOn(page, dialog.getByRole('button', { name: `Give to ${account.accountsId}` }));
  await page.getByText('1 row, £0.45 matched').waitFor();
  await give.waitFor({ state: 'detached' });
  after['give a code'] = await focusOf(page);
  await pressOn(page, page.getByRole('link', { name: /^Batch sheet / }));
  const completed = page.getByRole('checkbox', { name: 'Completed (1)' });
  await completed.waitFor();
  after['open the sheet'] = await focusOf(page);
  await pressOn(page, completed, 'Space');
  await pressOn(page, dialog.getByRole('button', { name: /^Complete / }));
  await dialog.waitFor({ state: 'hidden' });
  after.complete = await focusOf(page);
  return after;
}

/** Ana approves the sheet and exports it. */
export async function approveByKeyboard({ page, open }: ConsolePage): Promise<FocusAfter> {
  const after: FocusAfter = {};
  await open('/work');
  // On a busy machine the sheet is still being completed when its dialog has closed, and j finds nothing.
  await page.getByRole('link', { name: 'Approve the batch sheet' }).waitFor();
  await page.keyboard.press('j');
  after.j = await focusOf(page);
  await page.keyboard.press('Enter');
  await pressOn(page, page.getByRole('checkbox', { name: 'Approved (2)' }), 'Space');
  await pressOn(page, page.getByRole('dialog').getByRole('button', { name: /^Approve / }));
  await page.getByText('Its charges are posted').waitFor();
  after.approve = await focusOf(page);
  const download = page.waitForEvent('download');
  await pressOn(page, page.getByRole('link', { name: 'Export' }));
  await (await download).cancel();
  after.export = await focusOf(page);
  return after;
}
