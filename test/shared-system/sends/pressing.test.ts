import { newAccount, sendAccount, sendState } from '../../setup/accounts';
import { clientsUnder, received } from '../../setup/connect';
import { sharedSystem } from '../../setup/shared-system';
import { type Reply, type System, until } from '../../setup/system';

let system: System;
beforeAll(async () => {
  system = await sharedSystem();
});
afterAll(() => system.stop());

const press = (id: string) => system.call('ops', 'POST', `/v1/accounts/${id}/send-to-connect`);

it('sends an account once, however often the button is pressed at once', async () => {
  const { id, accountsId } = await newAccount(system);
  const pressed = await Promise.all(Array.from({ length: 20 }, () => press(id)));
  expect(pressed.filter(({ status }) => status !== 200 && status !== 202)).toEqual([]);
  await sendState(system, id, ['linked']);
  expect(await clientsUnder(system, accountsId)).toHaveLength(1);
  expect(await received(system, 'create', accountsId)).toHaveLength(1);
});

it('sends an account once when it is pressed while its creation sends it already', async () => {
  const { id, accountsId } = await newAccount(system, { sendToConnect: true });
  await Promise.all([press(id), press(id)]);
  await sendState(system, id, ['linked']);
  expect(await received(system, 'create', accountsId)).toHaveLength(1);
});

it('answers a press with where to look, and with the client once there is one', async () => {
  const { id, accountsId } = await newAccount(system);
  const first = await press(id);
  expect(first.status).toBe(202);
  expect(first.headers.get('location')).toBe(`/v1/accounts/${id}/connect-client`);
  await sendState(system, id, ['linked']);
  const [client] = await clientsUnder(system, accountsId);
  expect(await press(id)).toMatchObject({
    status: 200,
    body: { state: 'linked', client: { id: client?.id } },
  });
});

it('sends on creation where the location says so', async () => {
  const locationId = system.locations['Leeds Dock'] as string;
  await system.database.query('UPDATE location SET send_on_creation = true WHERE id = $1', [locationId]);
  const { id, accountsId } = await newAccount(system, { locationId });
  await sendState(system, id, ['linked']);
  expect(await clientsUnder(system, accountsId)).toMatchObject([
    { siteId: system.placeOf('Leeds Dock').siteId },
  ]);
});

it('never stands in the way of a link that is being recorded', async () => {
  const { id } = await newAccount(system);
  await sendAccount(system, id);
  const waiting = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
  let pressed: Promise<Reply> | undefined;
  await system.database.transaction(async (tx) => {
    await tx.query('SELECT 1 FROM connect_send WHERE account_id = $1 FOR UPDATE', [id]);
    pressed = press(id);
    await until(
      () => system.database.query(waiting),
      (found) => found.length > 0,
    );
    await tx.query('SELECT 1 FROM account WHERE id = $1 FOR KEY SHARE', [id]);
  });
  expect(await pressed).toMatchObject({ status: 200 });
});

it('sends nothing that nobody asked for', async () => {
  const { id, accountsId } = await newAccount(system);
  await sendAccount(system, (await newAccount(system)).id);
  expect(await sendState(system, id, ['not-sent'])).toMatchObject({ client: null, attempt: 0 });
  expect(await received(system, 'create', accountsId)).toEqual([]);
});
