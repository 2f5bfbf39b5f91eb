import { createOperateConnect, type Schema } from '../../clients/typescript/src';
import { type ConsolePage } from '../../dev/tools/browser/console-page';
import { type OwnStack } from '../../dev/tools/drive/own-stack';

type Info = Pick<OwnStack['info'], 'api' | 'keys'>;

/** Edits an Account while somebody else does. @returns what the console told, and what was saved in the end. */
export async function editAccountTogether({ page, open }: ConsolePage, { api, keys }: Info, id: string) {
  const other = createOperateConnect({ baseUrl: api, key: keys.lead });
  await open(`/accounts/${id}`);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Type').fill('Virtual');
  const params = { path: { id }, header: { 'If-Match': '*' } };
  await other.patch('/v1/accounts/{id}', { params, body: { name: 'Renamed meanwhile' } });
  await dialog.getByRole('button', { name: 'Save' }).click();
  const told = await dialog.getByRole('alert').innerText();
  await dialog.getByRole('button', { name: 'Save' }).dblclick();
  await dialog.waitFor({ state: 'hidden' });
  const { name, type } = await other.get('/v1/accounts/{id}', { params: { path: { id } } });
  return { told, name, type };
}

/** Changes an Import Type while somebody else saves a version of it. @returns as above. */
export async function editTypeTogether(
  { page, open }: ConsolePage,
  { api, keys }: Info,
  type: Schema<'ImportType'>,
) {
  const other = createOperateConnect({ baseUrl: api, key: keys.admin });
  await open(`/import-types/${type.id}`);
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await page.getByLabel('First cell of the footer').fill('Grand total');
  const { name, definition } = type;
  await other.post('/v1/import-types', { body: { name, definition: { ...definition, ignoreZero: true } } });
  const save = page.getByRole('button', { name: 'Save as a new version' });
  await save.click();
  const text = await page.getByRole('alert').innerText();
  await save.dblclick();
  await page.getByRole('button', { name: 'Change', exact: true }).waitFor();
  const { items } = await other.get('/v1/import-types');
  const saved = items.find((one) => one.name === name);
  return { told: text, version: saved?.version, definition: saved?.definition };
}
