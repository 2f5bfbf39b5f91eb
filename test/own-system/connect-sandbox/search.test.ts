import { setTimeout as pause } from 'node:timers/promises';
import { freshSandbox, type FreshSandbox } from '../../setup/fresh-sandbox';

let sandbox: FreshSandbox;
beforeAll(async () => {
  sandbox = await freshSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox?.remove());

const names = async (query: string) =>
  (await sandbox.call('GET', `/clients?${query}`)).body.items.map((client: { name: string }) => client.name);

describe('search', () => {
  it('finds by Billing Reference, site and name, all of which must hold', async () => {
    await sandbox.create({ name: 'One' });
    await sandbox.create({ name: 'Two', billingReference: 'ACC-1002' });
    expect(await names('billingReference=ACC-1002')).toEqual(['Two']);
    expect(await names('billingReference=ACC-1002&name=One')).toEqual([]);
    expect(await names('siteId=site-london-bridge')).toEqual(['One', 'Two']);
    expect(await names('siteId=site-leeds-dock')).toEqual([]);
  });

  it('compares names after trimming and case folding, and only whole ones', async () => {
    await sandbox.create({ name: ' Große Straße ÉTÉ ' });
    expect(await names(`name=${encodeURIComponent('GROSSE STRASSE été  ')}`)).toHaveLength(1);
    expect(await names(`name=${encodeURIComponent('Große')}`)).toEqual([]);
  });

  it('gives every client once over pages, in the order of creation', async () => {
    for (let n = 0; n < 5; n += 1) await sandbox.create({ name: `Client ${n}` });
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await sandbox.call('GET', `/clients?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.body.items.map((client: { name: string }) => client.name));
      cursor = page.body.next;
    }
    expect(seen).toEqual(['Client 0', 'Client 1', 'Client 2', 'Client 3', 'Client 4']);
  });

  it.each(['limit=0', 'limit=201', 'limit=two', 'cursor=made-up', 'name=a&name=b'])(
    'refuses ?%s with 400',
    async (query) => {
      const refused = await sandbox.call('GET', `/clients?${query}`);
      expect([refused.status, refused.body.field]).toEqual([400, query.split('=')[0]]);
    },
  );

  it('lags as long as it is told to, for creates and for edits, while a read by id never does', async () => {
    const { body: client } = await sandbox.create({ name: 'Before' });
    await pause(3_000);
    await sandbox.control('PUT', '/faults', { searchLagMs: 3_000 });
    await sandbox.call('PATCH', `/clients/${client.id}`, { name: 'After' });
    await sandbox.create({ name: 'New' });
    expect(await names('')).toEqual(['Before']);
    expect((await sandbox.call('GET', `/clients/${client.id}`)).body.name).toBe('After');
    await pause(3_100);
    expect(await names('')).toEqual(['After', 'New']);
  });
});
