import { seedAccounts } from './accounts';
import { seedImportTypes, seedLocations, seedProducts } from './catalogue';
import { apiClient } from './http-client';
import { readImportTypes, readSeed, type Seed } from './seed-files';
import { seededMark } from './seeded-mark';
import { sendAccounts } from './send-accounts';
import { locationsWithSite } from './sites';
import { type ConnectPlace } from '../stack/start-connect';
import { type Run } from '../stack/run';

export interface SeedPlaces {
  api: string;
  database: string;
  connect: ConnectPlace;
}

/** Fills an empty system with the samples, over the API, as people would. Changes nothing if they exist. */
export async function seedOverApi(run: Run, { api, database, connect }: SeedPlaces): Promise<void> {
  const seed = readSeed(run.state.root);
  const importTypes = readImportTypes(run.state.root);
  const sites = await locationsWithSite(connect, seed).catch((error: Error) => {
    if (connect.control) throw error;
    run.log(`Seed: that Connect did not list its sites (${error.message}).`);
    return [];
  });
  const admin = apiClient(api, run.keys.api.admin);
  const address = new URL(database);
  const mark = seededMark(run.state.seededFile, seed, importTypes, [
    run.env.DATABASE_URL ? `${address.host}${address.pathname}` : 'embedded',
    run.env.CONNECT_BASE_URL ?? 'sandbox',
  ]);
  if (mark.matches() && (await admin.list('/v1/locations')).length > 0) return;

  const locations = await seedLocations(admin, seed);
  await seedProducts(admin, seed);
  await seedImportTypes(admin, importTypes);
  const ops = apiClient(api, run.keys.api.ops);
  const accounts = await seedAccounts(ops, seed, locations);
  const siteNames = sites.map(({ name }) => name);
  const wanted = sent(seed, siteNames);
  const linked = await sendAccounts(ops, wanted, accounts, run.signal).then(
    () => `${wanted.length} of them sent to Connect`,
    (error: Error) => {
      // A Connect that is not ours may be slow or refuse: the sends remain, and show their state.
      if (connect.control) throw error;
      return error.message;
    },
  );
  if (sites.length < seed.locations.length)
    run.log('Seed: accounts at sites that this Connect does not have were left unsent.');
  mark.write();
  run.log(`Seed: ${seed.accounts.length} accounts. ${linked}`);
}

const sent = (seed: Seed, locations: string[]) =>
  seed.accounts.filter((account) => account.sent && locations.includes(account.location));
