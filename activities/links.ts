import type { Links } from '../workflows/details/contract';

/** The API's public address, without a trailing slash; null if the worker has not been given one. */
export type ApiUrl = string | null;

/** Where the API shows an import and its sheet. */
export function importLinks(
  apiUrl: ApiUrl,
  importId: string,
  sheet: { id: string; number: string } | null,
): { links?: Links } {
  if (apiUrl === null) return {};
  const links: Links = {
    import: `${apiUrl}/v1/charge-imports/${importId}`,
    rows: `${apiUrl}/v1/charge-imports/${importId}/rows`,
  };
  if (sheet) links[`batch sheet ${sheet.number}`] = `${apiUrl}/v1/batch-sheets/${sheet.id}`;
  return { links };
}

/** Where the API shows an Account and the state of its send. */
export function accountLinks(apiUrl: ApiUrl, accountId: string): { links?: Links } {
  if (apiUrl === null) return {};
  const account = `${apiUrl}/v1/accounts/${accountId}`;
  return { links: { account, 'Connect client': `${account}/connect-client` } };
}
