import { ConnectError } from '../../../connectors/connect/connect-error';
import {
  aClient,
  type Behaviour,
  foreignConnect,
  type ForeignConnect,
  key,
  newClient,
} from '../../setup/foreign-connect';

let foreign: ForeignConnect;
afterEach(() => foreign.stop());

const behaves = async (behave: Behaviour) => {
  foreign = await foreignConnect(behave);
  return foreign.connect();
};
const fault = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ConnectError);
  return (error as ConnectError).fault;
};

it('takes no other client for ours where filters are ignored', async () => {
  const everybody = [aClient(), aClient({ id: 'c-2', billingReference: 'ACC-2', name: 'Else' })];
  const connect = await behaves(() => [200, { items: everybody, next: null }]);
  expect(await connect.findClients({ billingReference: 'ACC-1006' })).toMatchObject([{ id: 'c-1' }]);
  expect(await connect.findClients({ siteId: 'site-london-bridge', name: 'else' })).toMatchObject([
    { id: 'c-2' },
  ]);
  expect(await connect.findClients({ siteId: 'elsewhere', name: 'else' })).toEqual([]);
});

it('knows our reference again where its case was mangled', async () => {
  const connect = await behaves(() => [
    200,
    { items: [aClient({ billingReference: ' acc-1006' })], next: null },
  ]);
  expect(await connect.findClients({ billingReference: 'ACC-1006' })).toHaveLength(1);
});

/** That nothing stands in the way of a call, which may take so long. */
const within = (ms: number) => ({ beforeSend: () => Promise.resolve(ms) });

it.each([
  ['Straße 7', 'STRASSE 7'],
  ['Café', 'CAFE\u0301 '],
])('knows a namesake again: %s, %s', async (name, theirs) => {
  const connect = await behaves(() => [200, { items: [aClient({ name: theirs })], next: null }]);
  expect(await connect.findClients({ siteId: 'site-london-bridge', name })).toHaveLength(1);
});

it('breaks off an answer that does not end', async () => {
  let written = 0;
  await behaves((_asked, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const more = () => {
      if (response.destroyed) return;
      written += 1_000_000;
      response.write(' '.repeat(1_000_000), more);
    };
    more();
    return null;
  });
  const said = await fault(foreign.connect({ timeoutMs: 20_000 }).findClients({ name: 'x' }));
  expect(said).toMatchObject({ kind: 'contract', message: expect.stringContaining('longer than') as string });
  expect(written).toBeLessThan(100_000_000);
});

it('reads every page', async () => {
  const connect = await behaves(({ query }) => {
    const page = Number(query.get('cursor') ?? '0');
    return [200, { items: [aClient({ id: `c-${page}` })], next: page < 7 ? String(page + 1) : null }];
  });
  expect(await connect.findClients({ billingReference: 'ACC-1006' })).toHaveLength(8);
});

it('ends a search that has no end, with a fault', async () => {
  const connect = await behaves(() => [200, { items: [aClient()], next: 'more' }]);
  expect(await fault(connect.findClients({ name: 'x' }))).toMatchObject({ kind: 'contract' });
  expect(foreign.asked.length).toBeLessThanOrEqual(50);
});

it.each(['2026-03-01T00:00:00+00:00', '2026-03-01T00:00:00.000000Z', '2026-02-28T19:00:00-05:00'])(
  'reads times in any form of RFC 3339 (%s)',
  async (startDate) => {
    const connect = await behaves(() => [200, aClient({ startDate, createdAt: startDate })]);
    expect(await connect.readClient('c-1')).toMatchObject({ startDate });
  },
);

it('ignores fields that it does not know, and an end that is not told', async () => {
  const connect = await behaves(() => [200, { ...aClient(), endedAt: undefined, floor: 7, tags: ['a'] }]);
  expect(await connect.readClient('c-1')).toEqual(aClient());
});

it.each([
  ['HTML with 200', [200, '<html></html>']],
  ['a client with 200', [200, aClient()]],
  ['a redirect', [302, '']],
  ['rubbish with 201', [201, { id: 'c-1' }]],
  ['a date without a zone', [201, aClient({ startDate: '2026-03-01' })]],
  ['a type that does not exist', [201, { ...aClient(), type: 'Penthouse' }]],
  ['text that no database stores', [201, aClient({ name: 'Hop\u0000fields' })]],
  ['half a character', [201, aClient({ name: 'Hop\ud800fields' })]],
  ['an empty answer', [201, '']],
  ['the client of somebody else', [201, aClient({ id: 'stranger', billingReference: 'ZZZ-9' })]],
  ['a client at another site', [201, aClient({ siteId: 'site-else' })]],
  ['an id longer than ids are', [201, aClient({ id: 'x'.repeat(9_000) })]],
  ['a reference longer than the contract says', [201, aClient({ billingReference: 'x'.repeat(65) })]],
  ['a blank reference', [201, aClient({ billingReference: '  ' })]],
  ['a name longer than the contract says', [201, aClient({ name: 'x'.repeat(201) })]],
] as [string, [number, unknown]][])('takes %s for an answer outside the contract', async (_what, said) => {
  const connect = await behaves(() => said);
  expect(await fault(connect.createClient(newClient, 'k', within(500)))).toMatchObject({ kind: 'contract' });
});

const broken: [string, Behaviour][] = [
  ['closes the socket', (_asked, response) => (response.destroy(), null)],
  [
    'closes the socket within the answer',
    (_asked, response) => {
      response.writeHead(201, { 'content-length': 1000 }).write('{ "id":');
      setTimeout(() => response.destroy(), 20);
      return null;
    },
  ],
  ['never answers', () => null],
  ['never ends its answer', (_asked, response) => (response.writeHead(201).write('{'), null)],
];
it.each(broken)('says that nothing is known when Connect %s', async (_what, behave) => {
  const connect = await behaves(behave);
  expect(await fault(connect.createClient(newClient, 'k', within(300)))).toMatchObject({
    kind: 'unreachable',
  });
});

it.each([
  [400, 'refused'],
  [401, 'credentials'],
  [403, 'credentials'],
  [404, 'refused'],
  [409, 'conflict'],
  [412, 'precondition'],
  [418, 'contract'],
  [422, 'refused'],
  [429, 'throttled'],
  [500, 'server'],
  [503, 'server'],
])('says what a %s is', async (status, kind) => {
  const connect = await behaves(() => [status, 'no JSON at all']);
  expect(await fault(connect.createClient(newClient, 'k', within(500)))).toMatchObject({ kind });
});

it("keeps Connect's words and field, but no more of them than a person reads and a database stores", async () => {
  const message = `The name\u0000 is ${'very '.repeat(1_000)}long`;
  const connect = await behaves(() => [422, { code: 'too_long', message, field: 'name' }]);
  const said = await fault(connect.createClient(newClient, 'k', within(500)));
  expect(said).toMatchObject({ kind: 'refused', code: 'too_long', field: 'name' });
  expect(said.message).toMatch(/^The name.? is very/);
  expect(said.message).not.toContain('\u0000');
  expect(said.message.length).toBeLessThanOrEqual(1_000);
});

it('sends nothing where it is given up right before', async () => {
  const connect = await behaves(() => [201, aClient()]);
  const given = connect.createClient(newClient, 'k', { beforeSend: () => Promise.resolve(null) });
  expect(await given).toBeNull();
  expect(foreign.asked).toEqual([]);
});

it('sends the credentials and the idempotency key, and what is to be made', async () => {
  const connect = await behaves(() => [201, aClient()]);
  await connect.createClient(newClient, 'account:1', within(500));
  expect(foreign.asked).toMatchObject([
    {
      method: 'POST',
      path: '/clients',
      headers: { authorization: `Bearer ${key}`, 'idempotency-key': 'account:1' },
      body: newClient,
    },
  ]);
});

it('never sends credentials on to where a redirect points', async () => {
  const other = await foreignConnect(() => [200, aClient()]);
  const connect = await behaves((_asked, response) => {
    response.writeHead(307, { location: `${other.url}/clients/c-1` }).end();
    return null;
  });
  expect(await fault(connect.readClient('c-1'))).toMatchObject({ kind: 'contract' });
  expect(other.asked).toEqual([]);
  await other.stop();
});

it('never tells its key in an error, not even where Connect repeats it', async () => {
  const connect = await behaves(({ headers }) => [
    422,
    { code: 'bad', message: `You sent ${headers.authorization}`, field: 'name' },
  ]);
  expect(JSON.stringify(await fault(connect.createClient(newClient, 'k', within(500))))).not.toContain(key);
  await foreign.stop();
  const gone = await fault(connect.readClient('c-1'));
  expect(gone).toMatchObject({ kind: 'unreachable' });
  expect(JSON.stringify(gone)).not.toContain(key);
});

it('names a client in a path so that no id leads elsewhere', async () => {
  const connect = await behaves(() => [200, aClient({ id: '../owner?x=1' })]);
  await connect.readClient('../owner?x=1');
  expect(foreign.asked[0]?.path).toBe('/clients/..%2Fowner%3Fx%3D1');
});

it('takes no client for another', async () => {
  const connect = await behaves(() => [200, aClient({ id: 'somebody-else' })]);
  await expect(connect.readClient('c-1')).rejects.toMatchObject({ fault: { kind: 'contract' } });
});
