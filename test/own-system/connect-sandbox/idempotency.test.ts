import { freshSandbox, type FreshSandbox, newClient } from '../../setup/fresh-sandbox';

let sandbox: FreshSandbox;
beforeAll(async () => {
  sandbox = await freshSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox?.remove());

const clients = async () => (await sandbox.control('GET', '/stats')).body.clients;

describe('Idempotency-Key', () => {
  it('gives the first answer again for the same key and body, also when its fields come in another order', async () => {
    const first = await sandbox.create({}, 'key-1');
    const reordered = Object.fromEntries(Object.entries(newClient).reverse());
    const again = await sandbox.call('POST', '/clients', reordered, { 'Idempotency-Key': 'key-1' });
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(await clients()).toBe(1);
  });

  it('gives a refusal again too, even when the site is there by now', async () => {
    await sandbox.create({ siteId: 'site-late' }, 'key-1');
    await sandbox.control('PUT', '/sites/site-late', { name: 'Late', timeZone: 'Europe/London' });
    expect((await sandbox.create({ siteId: 'site-late' }, 'key-1')).status).toBe(422);
    expect((await sandbox.create({ siteId: 'site-late' }, 'key-2')).status).toBe(201);
  });

  it('refuses the same key with another body', async () => {
    await sandbox.create({}, 'key-1');
    const other = await sandbox.create({ name: 'Other' }, 'key-1');
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused']);
  });

  it('refuses a key that is still being worked on, and gives the answer once it is done', async () => {
    const rules = [{ operation: 'create', delayBeforeMs: 4_000, times: 1 }];
    await sandbox.control('PUT', '/faults', { rules });
    const slow = sandbox.create({}, 'key-1');
    await sandbox.underWay();
    const early = await sandbox.create({}, 'key-1');
    expect([early.status, early.body.code]).toEqual([409, 'idempotency_key_in_flight']);
    expect((await sandbox.create({}, 'key-1')).body).toEqual(early.body);
    const { body } = await slow;
    expect((await sandbox.create({}, 'key-1')).body).toEqual(body);
    expect(await clients()).toBe(1);
  });

  it('makes one client of fifty creates at once', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => sandbox.create({}, 'key-1')));
    const made = answers.filter(({ status }) => status === 201);
    expect(new Set(made.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
    expect(await clients()).toBe(1);
  });

  it('refuses a key of more than 255 characters', async () => {
    const refused = await sandbox.create({}, 'x'.repeat(256));
    expect([refused.status, refused.body.field]).toEqual([400, 'Idempotency-Key']);
  });

  it('makes a second client where it is told to ignore keys', async () => {
    await sandbox.control('PUT', '/faults', { ignoreIdempotencyKey: true });
    await sandbox.create({}, 'key-1');
    await sandbox.create({}, 'key-1');
    expect(await clients()).toBe(2);
  });
});
