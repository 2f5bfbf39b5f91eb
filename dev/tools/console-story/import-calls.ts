import { type Storyteller } from './storyteller';

/** Lea imports a file, of which a code is nobody's, and gives it to the Account that it means. */
export async function importCalls({ lea, see, seed: { account, file, code } }: Storyteller): Promise<void> {
  const { page, open } = lea;
  await open('/imports');
  await page.getByRole('link', { name: 'New import' }).click();
  const form = page.locator('form').filter({ hasText: 'Import Type' });
  const choose = (label: string, option: string) =>
    form.getByLabel(label, { exact: true }).selectOption({ label: option });
  await choose('Location', 'London Bridge');
  await choose('Import Type', 'essensys call logger v2');
  await choose('Product Group', 'Telephone Charges');
  await choose('Product', 'Call Charges');
  await form.getByLabel('Batch Date').fill('2026-06-01');
  await form.getByLabel('Reference Date').fill('2026-05-31');
  await form.getByLabel('File of calls').setInputFiles({
    name: file.name,
    mimeType: 'text/csv',
    buffer: Buffer.from(file.text),
  });
  await page.getByRole('heading', { name: 'How it will be read' }).waitFor();
  await page.getByRole('heading', { name: 'The first rows, as they will be read' }).waitFor();
  await see(page, 'new-import');
  await form.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('link', { name: /^Batch sheet / }).waitFor();
  await page.getByRole('button', { name: 'Give to an Account' }).first().waitFor();
  await see(page, 'import');
  await page.getByRole('button', { name: 'Give to an Account' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox').fill(account.accountsId);
  await dialog.getByRole('option', { name: new RegExp(account.accountsId) }).click();
  await dialog.getByRole('button', { name: `Give to ${account.accountsId}` }).click();
  await page.getByText(`1 row, £0.45 matched`).waitFor();
  await see(page, 'code-given');
  await page.getByText(code).first().waitFor({ state: 'hidden' });
}
