import { type Page } from 'playwright-core';
import { settled } from '../browser/console-page';
import { type Storyteller } from './storyteller';

/** Omar makes a client of an Account, changes it, and converts it: the first page of the seed. */
export async function sendAccount({ omar, see, seed: { account } }: Storyteller): Promise<void> {
  const { page, open } = omar;
  await open('/work');
  await see(page, 'work');
  await page.getByRole('link', { name: 'Accounts', exact: true }).click();
  await page.getByRole('searchbox').fill(account.accountsId);
  await page.getByRole('searchbox').press('Enter');
  await page.getByRole('link', { name: account.accountsId, exact: true }).click();
  const button = page.getByRole('button', { name: 'Send to Connect', exact: true });
  await button.waitFor();
  await see(page, 'account-before');
  await button.click();
  await page.getByRole('heading', { name: 'Client in Connect' }).waitFor();
  await button.waitFor({ state: 'detached' });
  await see(page, 'account-sent');
  await editClient(page, `${account.name} (Bermondsey)`);
  await page.getByRole('button', { name: 'Convert', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Convert', exact: true }).click();
  await page.getByText('Active', { exact: true }).first().waitFor();
  await settled(page);
}

async function editClient(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Edit client' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Save in Connect' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText(name).first().waitFor();
}
