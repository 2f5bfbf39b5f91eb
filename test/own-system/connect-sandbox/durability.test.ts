import { freshSandbox, type FreshSandbox, key, newClient, site } from '../../setup/fresh-sandbox';

let sandbox: FreshSandbox;
beforeEach(async () => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  sandbox = await freshSandbox();
});
afterEach(() => sandbox?.remove());

describe('durability of the sandbox', () => {
  it('keeps clients, keys, owner, sites, calls and faults over a restart', async () => {
    const { body: client } = await sandbox.create({}, 'key-1');
    await sandbox.call('PUT', '/owner', { instance: 'operate-1' }, { 'If-None-Match': '*' });
    await sandbox.control('POST', '/calls', {
      siteId: site,
      count: 10,
      from: '2026-05-01',
      to: '2026-05-02',
    });
    await sandbox.control('PUT', '/faults', { rules: [{ operation: 'sites', status: 500, times: 1 }] });
    await sandbox.restart();
    expect((await sandbox.create({}, 'key-1')).body).toEqual(client);
    expect((await sandbox.call('GET', '/owner')).body.instance).toBe('operate-1');
    expect((await sandbox.call('GET', '/sites')).status).toBe(500);
    expect((await sandbox.control('GET', '/stats')).body).toMatchObject({ clients: 1, calls: 10 });
  });

  it('outlives the loss of its database, answers 503 meanwhile and goes on by itself', async () => {
    await sandbox.create();
    await sandbox.allowConnections(false);
    await sandbox.cutConnections();
    const lost = await sandbox.call('GET', '/clients');
    expect([lost.status, lost.body.code]).toEqual([503, 'unavailable']);
    expect((await sandbox.control('GET', '/health')).status).toBe(503);
    await sandbox.allowConnections(true);
    expect((await sandbox.call('GET', '/clients')).body.items).toHaveLength(1);
  });

  it('takes back a create whose connection was lost half way, and lets go of its key', async () => {
    await sandbox.control('PUT', '/faults', {
      rules: [{ operation: 'create', delayBeforeMs: 4_000, times: 1 }],
    });
    const half = sandbox.create({}, 'key-1');
    await sandbox.underWay();
    await sandbox.cutConnections();
    expect((await half).status).toBe(503);
    expect((await sandbox.create({}, 'key-1')).status).toBe(201);
    expect((await sandbox.control('GET', '/stats')).body.clients).toBe(1);
  });

  it('finishes what runs before it stops', async () => {
    await sandbox.control('PUT', '/faults', { rules: [{ operation: 'create', delayBeforeMs: 2_000 }] });
    const running = sandbox.create();
    await sandbox.underWay();
    await sandbox.stop();
    expect((await running).status).toBe(201);
  });

  it('stops after three seconds whatever still runs, and takes that back', async () => {
    await sandbox.control('PUT', '/faults', {
      rules: [{ operation: 'create', delayBeforeMs: 60_000, times: 1 }],
    });
    const running = sandbox.create({}, 'key-1').catch(() => 'cut');
    await sandbox.underWay();
    const started = Date.now();
    await sandbox.restart();
    expect(Date.now() - started).toBeLessThan(30_000);
    expect(await running).toBe('cut');
    expect((await sandbox.control('GET', '/stats')).body.clients).toBe(0);
  });

  it('lets several start on an empty database at the same time', async () => {
    await sandbox.dropSchema();
    const others = await Promise.all([1, 2, 3].map(() => sandbox.startAnother()));
    await Promise.all(others.map((other) => other.stop()));
    expect((await sandbox.control('GET', '/stats')).body.clients).toBe(0);
  });

  it('honours keys across processes', async () => {
    const other = await sandbox.startAnother();
    await sandbox.control('PUT', '/faults', {
      rules: [{ operation: 'create', delayBeforeMs: 4_000, times: 1 }],
    });
    const slow = sandbox.create({}, 'key-1');
    await sandbox.underWay();
    const ask = () =>
      fetch(`${other.url}/clients`, {
        method: 'POST',
        body: JSON.stringify(newClient),
        headers: {
          Authorization: `Bearer ${key}`,
          'Content-Type': 'application/json',
          'Idempotency-Key': 'key-1',
        },
      });
    expect((await ask()).status).toBe(409);
    const { body } = await slow;
    expect(await (await ask()).json()).toEqual(body);
    await other.stop();
  });
});
