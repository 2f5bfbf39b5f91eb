import type { KeyName } from '../../dev/launcher/stack/keys';
import type { ConsoleData } from './fill';

/** A screen, and what stands on it once its data is there. */
export interface Place {
  name: string;
  who: KeyName;
  at: string;
  /** A selector within the content. */
  shows: string;
}

const rows = 'tbody tr';

export function placesOf(data: ConsoleData): Place[] {
  const place = (name: string, at: string, shows = rows, who: KeyName = 'lead') => ({ name, who, at, shows });
  const bigImport = `/imports/${data.bigImport}`;
  const bigSheet = `/batch-sheets/${data.bigSheet}`;
  const postedSheet = `/batch-sheets/${data.postedSheet}`;
  const account = `/accounts/${data.account}`;
  return [
    place('Work', '/work'),
    place('Accounts', '/accounts'),
    place('Accounts, a search', '/accounts?q=zephyr'),
    place('Accounts that were rejected', '/accounts?state=rejected'),
    place('New Account', '/accounts/new', 'form'),
    place('Account with many charges', account, 'h2'),
    place('Account, its history', `${account}?tab=history`, 'section'),
    place('Sends', '/sends'),
    place('Sends of a state', '/sends?state=linked'),
    place('Send to be decided', `/sends/${data.toDecide}`, 'h2'),
    place('Imports', '/imports'),
    place('New import', '/imports/new', 'form'),
    place('Import of the big file', bigImport),
    place('its rows', `${bigImport}?tab=rows`),
    place('its unmatched rows', `${bigImport}?tab=rows&status=unmatched`),
    place('its duplicates', `${bigImport}?tab=rows&status=duplicate`),
    place('its invalid rows', `${bigImport}?tab=rows&status=invalid`),
    place('its rows with a text', `${bigImport}?tab=rows&text=Paris`),
    place('about it', `${bigImport}?tab=about`, 'dl'),
    place('its batch sheet', bigSheet, 'h2'),
    place('the sheet’s Accounts', `${bigSheet}?tab=accounts`),
    place('the sheet’s charges', `${bigSheet}?tab=charges`, 'section'),
    place('charges of a posted sheet', `${postedSheet}?tab=charges`, 'section'),
    place('Batch sheets', '/batch-sheets'),
    place('Batch sheets by date', '/batch-sheets?from=2020-01-01&to=2030-01-01'),
    place('Charges', '/charges'),
    place('Charges of an Account', `/charges?account=${data.account}`),
    place('Import types', '/import-types'),
    place('Products', '/products'),
    place('Locations', '/locations'),
    place('Location', `/locations/${data.location}`, 'h2'),
    place('People', '/people', rows, 'admin'),
    place('Audit', '/audit'),
  ];
}
