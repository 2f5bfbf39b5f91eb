import { randomUUID } from 'node:crypto';
import { type HeldUp, holdUp } from '../../setup/hold-up';
import { type ProcessSystem, startProcessSystem } from '../../setup/process-system';
import { ask, until } from '../../setup/system';

let system: ProcessSystem;
beforeAll(async () => {
  system = await startProcessSystem();
});
afterAll(() => system?.stop());

const account = () => ({
  accountsId: `ACC-${randomUUID()}`,
  name: 'Keyed',
  type: 'Virtual',
  locationId: system.locations['London Bridge'],
});

const countOf = async (accountsId: string) =>
  (
    await system.database.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM account WHERE accounts_id = $1',
      [accountsId],
    )
  )[0]?.count;

/** Sends it to an API of its own, which is killed when it waits for what is held; then to another one. */
async function killedMeanwhile(held: HeldUp, body: ReturnType<typeof account>, key: string) {
  const { program, at } = await system.startApi();
  const headers = { authorization: `Bearer ${system.keys.ops}`, 'idempotency-key': key };
  const lost = ask(at, 'POST', '/v1/accounts', body, headers).catch(() => 'no answer');
  await held.somebodyWaits();
  program.signal('SIGKILL');
  expect(await lost).toBe('no answer');
  await program.ended;
  // What it had asked of the database goes no further.
  await system.database.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  await held.release();
  return () => ask(system.api, 'POST', '/v1/accounts', body, headers);
}

const notBusy = ({ status }: { status: number }) => status !== 409;

it('creates once, and answers, where the API is killed between its commit and its answer', async () => {
  // The answer is kept by an update; what was created is committed by then.
  await system.database.query(
    `CREATE FUNCTION wait_for_test() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN NEW; END $$`,
  );
  await system.database.query(
    'CREATE TRIGGER wait_for_test BEFORE UPDATE ON keyed_request FOR EACH ROW EXECUTE FUNCTION wait_for_test()',
  );
  const held = await holdUp(system.databaseUrl, 'SELECT pg_advisory_xact_lock(4711)');
  const [body, key] = [account(), randomUUID()];
  const again = await killedMeanwhile(held, body, key);
  const [kept] = await system.database.query('SELECT answer FROM keyed_request WHERE key = $1', [key]);
  expect(kept).toEqual({ answer: null });
  expect(await countOf(body.accountsId)).toBe(1);

  const answer = await until(again, notBusy);
  expect(answer).toMatchObject({ status: 201, body: { accountsId: body.accountsId } });
  expect(answer.headers.get('location')).toBe(`/v1/accounts/${(answer.body as { id: string }).id}`);
  expect(answer.headers.get('etag')).toBe('"1"');
  expect((await again()).text).toBe(answer.text);
  expect(await countOf(body.accountsId)).toBe(1);
}, 60_000);

it('creates it all the same where the API is killed before its commit, and only once', async () => {
  const held = await holdUp(system.databaseUrl, 'LOCK TABLE audit_event IN SHARE MODE');
  const [body, key] = [account(), randomUUID()];
  const again = await killedMeanwhile(held, body, key);
  const answer = await until(again, notBusy);
  expect(answer).toMatchObject({ status: 201, body: { accountsId: body.accountsId } });
  expect((await again()).text).toBe(answer.text);
  expect(await countOf(body.accountsId)).toBe(1);
}, 60_000);
