import { freshSandbox, type FreshSandbox, newClient, site } from '../../setup/fresh-sandbox';

let sandbox: FreshSandbox;
beforeAll(async () => {
  sandbox = await freshSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox?.remove());

describe('clients of the sandbox', () => {
  it('creates a client that waits for provisioning and shows it at once by its id', async () => {
    const created = await sandbox.create();
    expect(created.status).toBe(201);
    expect(created.headers.get('etag')).toBe('"1"');
    expect(created.body).toEqual({
      ...newClient,
      startDate: '2026-05-04T08:30:00.000Z',
      endDate: '2027-05-04T08:30:00.000Z',
      id: expect.any(String),
      status: 'Awaiting Provisioning',
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      endedAt: null,
    });
    const read = await sandbox.call('GET', `/clients/${created.body.id}`);
    expect(read.body).toEqual(created.body);
    expect(read.headers.get('etag')).toBe('"1"');
  });

  it.each([
    ['name', { name: '' }],
    ['name', { name: 'x'.repeat(201) }],
    ['type', { type: 'Coworking' }],
    ['siteId', { siteId: undefined }],
    ['startDate', { startDate: '2026-05-04T09:30:00' }],
    ['endDate', { endDate: '2026-05-04' }],
    ['billingReference', { billingReference: '' }],
    ['billingReference', { billingReference: 'x'.repeat(65) }],
  ])('refuses a malformed %s with 400 and names the field', async (field, fields) => {
    const refused = await sandbox.create(fields);
    expect(refused.status).toBe(400);
    expect(refused.body).toEqual({ code: 'malformed', message: expect.any(String), field });
  });

  it('counts the length of a name in characters', async () => {
    expect((await sandbox.create({ name: '🏺'.repeat(200) })).status).toBe(201);
  });

  it('refuses a body that is not JSON, or that the database cannot hold, with 400', async () => {
    const text = await sandbox.call('POST', '/clients', newClient, { 'Content-Type': 'text/plain' });
    expect([text.status, text.body.code]).toEqual([400, 'malformed']);
    expect((await sandbox.create({ name: 'a\u0000b' })).status).toBe(400);
  });

  it('refuses an unknown site with 422 on the field siteId', async () => {
    const refused = await sandbox.create({ siteId: 'site-nowhere' });
    expect([refused.status, refused.body.field]).toEqual([422, 'siteId']);
  });

  it('answers 404 for a client that is not there', async () => {
    for (const [method, path] of [
      ['GET', ''],
      ['PATCH', ''],
      ['POST', '/convert'],
    ] as const) {
      const missing = await sandbox.call(method, `/clients/nobody${path}`, method === 'GET' ? undefined : {});
      expect([missing.status, missing.body.code]).toEqual([404, 'not_found']);
    }
  });

  it('edits the named fields only, and takes no others', async () => {
    const { body: client } = await sandbox.create();
    const edited = await sandbox.call('PATCH', `/clients/${client.id}`, { name: 'New Name' });
    expect(edited.body).toEqual({ ...client, name: 'New Name' });
    const refused = await sandbox.call('PATCH', `/clients/${client.id}`, { siteId: site });
    expect([refused.status, refused.body.field]).toEqual([400, 'siteId']);
  });

  it('lets exactly one of many edits with the same If-Match through', async () => {
    const { body: client, headers } = await sandbox.create();
    const edits = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        sandbox.call(
          'PATCH',
          `/clients/${client.id}`,
          { name: `Name ${n}` },
          { 'If-Match': headers.get('etag')! },
        ),
      ),
    );
    expect(edits.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(412)]);
  });

  it('converts once, and changes nothing when asked again', async () => {
    const { body: client } = await sandbox.create();
    const first = await sandbox.call('POST', `/clients/${client.id}/convert`);
    const again = await sandbox.call('POST', `/clients/${client.id}/convert`);
    expect(first.body).toEqual({ ...client, status: 'Active' });
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
  });

  it('lets a client be ended or removed through the control port', async () => {
    const { body: client } = await sandbox.create();
    expect((await sandbox.control('POST', `/clients/${client.id}/end`)).body.endedAt).toEqual(
      expect.any(String),
    );
    expect((await sandbox.call('GET', `/clients/${client.id}`)).body.endedAt).toEqual(expect.any(String));
    await sandbox.control('DELETE', `/clients/${client.id}`);
    expect((await sandbox.call('GET', `/clients/${client.id}`)).status).toBe(404);
  });
});
