import { foreignConnect } from '../../setup/foreign-connect';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem({ worker: false });
});
afterAll(() => system.stop());

const check = async (at: OwnSystem, place = 'London Bridge') => {
  const answer = await at.call('admin', 'POST', `/v1/locations/${at.locations[place]}/connect-check`);
  expect(answer.status).toBe(200);
  return answer.body;
};

it('finds the site, and says what differs', async () => {
  const { siteId } = system.placeOf('London Bridge');
  expect(await check(system)).toEqual({
    outcome: 'ok',
    reachable: true,
    detail: `Connect can be reached and has the site ${siteId}.`,
    site: { id: siteId, name: 'London Bridge', timeZone: 'Europe/London' },
    differences: [],
  });
  await system.control('PUT', `/sites/${siteId}`, { name: 'London Bdg', timeZone: 'Europe/Paris' });
  expect((await check(system)).differences).toEqual([
    { field: 'name', location: 'London Bridge', connect: 'London Bdg' },
    { field: 'timeZone', location: 'Europe/London', connect: 'Europe/Paris' },
  ]);
});

it('says that the site is unknown to Connect, or not set', async () => {
  const place = { timeZone: 'Europe/London', currency: 'GBP' };
  const add = async (name: string, connectSiteId: string | null) => {
    const location = { ...place, name, connectSiteId };
    system.locations[name] = (await system.call('admin', 'POST', '/v1/locations', location)).body.id;
  };
  await add('Nowhere', 'site-x');
  await add('Without', null);
  expect(await check(system, 'Nowhere')).toMatchObject({
    outcome: 'unknown-site',
    reachable: true,
    site: null,
  });
  expect(await check(system, 'Without')).toMatchObject({ outcome: 'no-site', reachable: false, site: null });
});

it('leaves no event in the audit trail', async () => {
  const events = () => system.database.query<{ n: number }>('SELECT count(*)::int AS n FROM audit_event');
  const before = await events();
  await check(system);
  expect(await events()).toEqual(before);
});

const answers: [string, [number, unknown] | null, { outcome: string; reachable: boolean }][] = [
  [
    'a wrong key',
    [403, { code: 'forbidden', message: 'Who?' }],
    { outcome: 'wrong-credentials', reachable: true },
  ],
  ['no answer', null, { outcome: 'unreachable', reachable: false }],
  ['a web page', [200, '<html>'], { outcome: 'unexpected-answer', reachable: true }],
  ['a fault', [500, { code: 'oops', message: 'Oops' }], { outcome: 'unexpected-answer', reachable: true }],
  ['no hurry', [429, { code: 'slow', message: 'Slow down' }], { outcome: 'busy', reachable: true }],
];

it('says in words what is wrong with Connect, within 5 s', async () => {
  let behaviour: [number, unknown] | null = null;
  const connect = await foreignConnect(() => behaviour);
  const other = await startSystem({ worker: false, connectBaseUrl: connect.url, connectTimeoutMs: 10_000 });
  try {
    for (const [what, said, expected] of answers) {
      behaviour = said;
      const begun = performance.now();
      const found = await check(other);
      expect({ what, ...found }).toMatchObject({ what, ...expected, site: null });
      expect(performance.now() - begun).toBeLessThan(5_000);
      expect(found.detail).toMatch(/(Check|Try) /);
    }
    expect(connect.asked.map(({ path }) => path)).toEqual(answers.map(() => '/sites'));
  } finally {
    await other.stop();
    await connect.stop();
  }
});

it('says that Connect is away', async () => {
  const gone = await foreignConnect(() => null);
  await gone.stop();
  const other = await startSystem({ worker: false, connectBaseUrl: gone.url });
  try {
    const found = await check(other);
    expect(found).toMatchObject({ outcome: 'unreachable', reachable: false });
    expect(found.detail).toContain('Connect cannot be reached');
  } finally {
    await other.stop();
  }
});
