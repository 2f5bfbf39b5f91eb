import { type Page } from 'playwright-core';
import { type Storyteller } from './storyteller';

/** Lea completes the sheet and cannot approve it; Ana approves it, and finds its charges. */
export async function approveSheet({ lea, ana, see }: Storyteller): Promise<void> {
  await lea.page.getByRole('link', { name: /^Batch sheet / }).click();
  await lea.page.getByRole('checkbox', { name: 'Completed (1)' }).waitFor();
  await see(lea.page, 'sheet-draft');
  await tick(lea.page, 'Completed (1)', /^Complete /);
  await ticked(lea.page, 'Completed (1)');
  const approving = lea.page.getByRole('checkbox', { name: 'Approved (2)' });
  if ((await approving.getAttribute('aria-disabled')) !== 'true')
    throw new Error('Who uploaded and completed a sheet could tick Approved (2), too.');
  await see(lea.page, 'sheet-own-work');

  await ana.open('/work');
  await ana.page.getByRole('link', { name: 'Approve the batch sheet' }).first().click();
  await tick(ana.page, 'Approved (2)', /^Approve /);
  await ticked(ana.page, 'Approved (2)');
  await ana.page.getByText('Its charges are posted').waitFor();
  await see(ana.page, 'sheet-posted');
  const download = ana.page.waitForEvent('download');
  await ana.page.getByRole('link', { name: 'Export' }).click();
  await (await download).cancel();
  await ana.page.getByRole('link', { name: 'Charges', exact: true }).first().click();
  await ana.page.getByRole('table').first().waitFor();
  await see(ana.page, 'charges');
}

async function tick(page: Page, box: string, verb: RegExp): Promise<void> {
  await page.getByRole('checkbox', { name: box }).click();
  await page.getByRole('dialog').getByRole('button', { name: verb }).click();
}

const ticked = (page: Page, box: string) =>
  page.locator('[role=checkbox][aria-checked=true]').filter({ hasText: box }).waitFor();
