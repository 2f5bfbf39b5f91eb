import { holdUp } from '../../setup/hold-up';
import { migratedBefore } from '../../setup/migrated-before';

it('sheets have their sums once nobody changes what Accounts owe by the old rules any more', async () => {
  const own = await migratedBefore('20261128170000');
  // As whoever is about to change it: what they change then is seen by the old trigger or by the new one.
  const changing = await holdUp(own.url, 'LOCK TABLE sheet_account IN ROW EXCLUSIVE MODE');
  const migrating = own.migrate();
  try {
    await Promise.race([changing.somebodyWaits(), migrating]);
    expect(await changing.waiting()).toBe(1);
  } finally {
    await changing.release();
    await migrating;
    await own.close();
  }
});
