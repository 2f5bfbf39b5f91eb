import { freshSandbox, type FreshSandbox } from '../../setup/fresh-sandbox';

let sandbox: FreshSandbox;
beforeAll(async () => {
  sandbox = await freshSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox?.remove());

const misbehave = (...rules: object[]) => sandbox.control('PUT', '/faults', { rules });
const stats = async () => (await sandbox.control('GET', '/stats')).body;

describe('faults', () => {
  it('answers a status with Retry-After so often as it is told, and does no work', async () => {
    await misbehave({ operation: 'create', status: 429, retryAfter: '7', times: 2 });
    for (let n = 0; n < 2; n += 1) {
      const busy = await sandbox.create();
      expect([busy.status, busy.headers.get('retry-after'), busy.body.code]).toEqual([
        429,
        '7',
        'fault_injected',
      ]);
    }
    expect((await sandbox.create()).status).toBe(201);
    expect(await stats()).toMatchObject({ clients: 1, creates: { received: 3, committed: 1 } });
  });

  it('counts exactly when many requests come at once', async () => {
    await misbehave(
      { operation: 'any', status: 500, times: 7 },
      { operation: 'sites', status: 502, times: 5 },
    );
    const answers = await Promise.all(Array.from({ length: 40 }, () => sandbox.call('GET', '/sites')));
    const count = (status: number) => answers.filter((answer) => answer.status === status).length;
    expect([count(500), count(502), count(200)]).toEqual([7, 5, 28]);
  });

  it('can mean one client only, in creates, searches, reads, edits and converts', async () => {
    const one = await sandbox.create();
    const two = await sandbox.create({ billingReference: 'ACC-1002' });
    await misbehave({ operation: 'any', status: 503, billingReference: 'ACC-1002' });
    expect((await sandbox.create()).status).toBe(201);
    expect((await sandbox.create({ billingReference: 'ACC-1002' })).status).toBe(503);
    expect((await sandbox.call('GET', '/clients?billingReference=ACC-1002')).status).toBe(503);
    expect((await sandbox.call('GET', `/clients/${one.body.id}`)).status).toBe(200);
    expect((await sandbox.call('GET', `/clients/${two.body.id}`)).status).toBe(503);
    expect((await sandbox.call('POST', `/clients/${two.body.id}/convert`)).status).toBe(503);
    expect((await sandbox.call('GET', '/owner')).status).toBe(404);
  });

  it('drops the connection before anything is done', async () => {
    await misbehave({ operation: 'create', drop: 'before', times: 1 });
    await expect(sandbox.create({}, 'key-1')).rejects.toThrow();
    expect(await stats()).toMatchObject({ clients: 0, creates: { received: 1, committed: 0 } });
  });

  it('drops the connection after the commit, and the retry gets the answer that was lost', async () => {
    await misbehave({ operation: 'create', drop: 'after-commit', times: 1 });
    await expect(sandbox.create({}, 'key-1')).rejects.toThrow();
    const retry = await sandbox.create({}, 'key-1');
    expect(retry.status).toBe(201);
    expect(await stats()).toMatchObject({ clients: 1, creates: { received: 2, committed: 1 } });
    const { items } = (await sandbox.control('GET', '/requests?operation=create')).body;
    const expected = { idempotencyKey: 'key-1', billingReference: 'ACC-1001' };
    expect(items).toMatchObject([
      { ...expected, status: null, outcome: 'dropped after commit', committed: true },
      { ...expected, status: 201, outcome: 'replayed', committed: false },
    ]);
  });

  it('answers 500 after a commit, with any body', async () => {
    await misbehave({
      operation: 'create',
      status: 500,
      commit: true,
      body: '<h1>Bad gateway</h1>',
      times: 1,
    });
    const failed = await sandbox.create({}, 'key-1');
    expect([failed.status, failed.body]).toEqual([500, '<h1>Bad gateway</h1>']);
    expect((await stats()).clients).toBe(1);
  });

  it('answers late, so that a client gives up on a create that was committed', async () => {
    await misbehave({ operation: 'create', delayMs: 1500, times: 1 });
    const impatient = fetch(`${sandbox.url()}/clients`, { method: 'GET', signal: AbortSignal.timeout(50) });
    await impatient.catch(() => undefined);
    const started = Date.now();
    const answer = sandbox.create({}, 'key-1');
    while ((await stats()).clients === 0 && Date.now() - started < 1000);
    expect((await stats()).clients).toBe(1);
    expect((await sandbox.create({}, 'key-1')).status).toBe(201);
    expect((await answer).status).toBe(201);
    expect(Date.now() - started).toBeGreaterThanOrEqual(1500);
  });

  it.each([
    ['rules.0.operation', { rules: [{ operation: 'delete', status: 500 }] }],
    ['rules.0.status', { rules: [{ operation: 'create', status: 99 }] }],
    ['rules.0.often', { rules: [{ operation: 'create', status: 500, often: 1 }] }],
    [
      'rules.1.times',
      {
        rules: [
          { operation: 'any', status: 500 },
          { operation: 'any', status: 500, times: 0 },
        ],
      },
    ],
    ['rules.0.commit', { rules: [{ operation: 'create', commit: true, drop: 'before' }] }],
    ['rules.0.drop', { rules: [{ operation: 'create', status: 500, drop: 'before' }] }],
    ['rules.0.operation', { rules: [{ operation: 'create' }] }],
    ['searchLagMs', { searchLagMs: -1 }],
    ['searchLag', { searchLag: 1 }],
  ])('refuses a fault that it does not understand, naming %s, and changes nothing', async (field, body) => {
    await misbehave({ operation: 'owner', status: 501 });
    const refused = await sandbox.control('PUT', '/faults', body);
    expect([refused.status, refused.body.field]).toEqual([400, field]);
    expect((await sandbox.call('GET', '/owner')).status).toBe(501);
  });

  it('shows what is in force and how much is left of it, and goes off when told', async () => {
    await misbehave({ operation: 'sites', status: 500, times: 3 });
    await sandbox.call('GET', '/sites');
    expect((await sandbox.control('GET', '/faults')).body).toEqual({
      searchLagMs: 0,
      ignoreIdempotencyKey: false,
      rules: [{ operation: 'sites', status: 500, times: 3, timesLeft: 2, used: 1 }],
    });
    expect((await sandbox.control('DELETE', '/faults')).body.rules).toEqual([]);
    expect((await sandbox.call('GET', '/sites')).status).toBe(200);
  });

  it('is not used up by a request with a wrong key', async () => {
    await misbehave({ operation: 'sites', status: 500, times: 1 });
    await sandbox.call('GET', '/sites', undefined, { Authorization: 'Bearer wrong' });
    expect((await sandbox.call('GET', '/sites')).status).toBe(500);
  });
});
