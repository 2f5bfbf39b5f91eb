import { startSystem } from '../../setup/own-system';
import { at, personWith, type TestPerson } from '../../setup/persons';
import { startSecondApi } from '../../setup/second-api';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
let second: Awaited<ReturnType<typeof startSecondApi>>;
let adminsOfSamples: string[];
beforeAll(async () => {
  system = await startSystem({ worker: false });
  second = await startSecondApi(system);
  const found = await system.database.query<{ id: string }>(`SELECT id FROM person WHERE name = 'Ada'`);
  adminsOfSamples = found.map(({ id }) => id);
});
/** Each test has its own admins, and no others. */
beforeEach(() =>
  system.database.query(
    `UPDATE person SET deactivated_at = now() WHERE id = ANY ($1)
       OR id IN (SELECT person_id FROM person_grant WHERE role = 'admin')`,
    [adminsOfSamples],
  ),
);
afterAll(async () => {
  await second.stop();
  await system.stop();
});

const lastAdmin = { status: 409, problem: { type: '/problems/last-admin' } };

async function grantOf(person: TestPerson, role: string): Promise<string> {
  const { items } = (await person.call('GET', `/v1/persons/${person.id}/grants`)).body;
  return (items as { id: string; role: string }[]).find((one) => one.role === role)?.id as string;
}

const strip = (by: TestPerson, person: TestPerson, grantId: string) =>
  by.call('DELETE', `/v1/persons/${person.id}/grants/${grantId}`);
const deactivate = (by: TestPerson, person: TestPerson) =>
  by.call('PATCH', `/v1/persons/${person.id}`, { deactivated: true });

it('keeps the last admin, and nothing of the attempt', async () => {
  const ada = await personWith(system, 'Ada the last', ['admin', 'viewer']);
  // None of them is another admin.
  await personWith(system, 'Machine of the last', ['admin'], 'machine');
  const atOne = await personWith(system, 'Admin of Leeds', []);
  await system.database.query(
    `INSERT INTO person_grant (person_id, role, location_id) VALUES ($1, 'admin', $2)`,
    [atOne.id, system.locations['Leeds Dock']],
  );
  expect(await deactivate(ada, ada)).toMatchObject(lastAdmin);
  expect(await strip(ada, ada, await grantOf(ada, 'admin'))).toMatchObject(lastAdmin);
  expect((await ada.call('GET', '/v1/me')).body.roles).toEqual(['viewer', 'admin']);
  expect((await strip(ada, ada, await grantOf(ada, 'viewer'))).status).toBe(200);
  const bea = await personWith(system, 'Bea after the last', ['admin']);
  expect((await deactivate(ada, ada)).status).toBe(200);
  expect(await deactivate(bea, bea)).toMatchObject(lastAdmin);
});

it.each(['deactivate', 'strip'] as const)(
  'leaves one of two admins who %s each other at once',
  async (how) => {
    for (let round = 0; round < 8; round++) {
      const [one, other] = [
        await personWith(system, `One ${how} ${round}`, ['admin']),
        at(second.url, await personWith(system, `Other ${how} ${round}`, ['admin'])),
      ];
      const grants = [await grantOf(one, 'admin'), await grantOf(other, 'admin')] as const;
      const both = await Promise.all(
        how === 'deactivate'
          ? [deactivate(one, other), deactivate(other, one)]
          : [strip(one, other, grants[1]), strip(other, one, grants[0])],
      );
      const statuses = both.map(({ status }) => status).sort();
      // The other one has just lost the right: noticed at the door, or when it was their turn.
      expect([
        [200, 401],
        [200, 403],
      ]).toContainEqual(statuses);
      const [left] = await system.database.query<{ admins: number }>(
        `SELECT count(*)::int AS admins FROM person p JOIN person_grant g ON g.person_id = p.id
         WHERE g.role = 'admin' AND g.location_id IS NULL AND p.deactivated_at IS NULL AND p.kind = 'human'`,
      );
      expect(left).toEqual({ admins: 1 });
      await system.database.query(`UPDATE person SET deactivated_at = now() WHERE id = ANY ($1)`, [
        [one.id, other.id],
      ]);
    }
  },
);

it('leaves one of two admins who both leave at once', async () => {
  for (let round = 0; round < 8; round++) {
    const two = [
      await personWith(system, `Leaver ${round}`, ['admin']),
      at(second.url, await personWith(system, `Other leaver ${round}`, ['admin'])),
    ];
    const both = await Promise.all(two.map((one) => deactivate(one, one)));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const ids = two.map(({ id }) => id);
    await system.database.query('UPDATE person SET deactivated_at = now() WHERE id = ANY ($1)', [ids]);
  }
});

it('says where nobody is left who may approve', async () => {
  const ada = await personWith(system, 'Ada who warns', ['admin']);
  const approvers = await system.database.query<{ id: string }>(
    `SELECT person_id AS id FROM person_grant WHERE role = 'approver'`,
  );
  const leeds = system.locations['Leeds Dock'] as string;
  const atLeeds = await personWith(system, 'Approver of Leeds', []);
  await system.database.query(
    `INSERT INTO person_grant (person_id, role, location_id) VALUES ($1, 'approver', $2)`,
    [atLeeds.id, leeds],
  );
  const machine = await personWith(system, 'Approving machine', ['approver'], 'machine');
  expect(machine.id).toBeDefined();
  const found: unknown[] = [];
  for (const { id } of approvers) {
    const { status, body } = await ada.call('PATCH', `/v1/persons/${id}`, { deactivated: true });
    expect(status).toBe(200);
    found.push(body.warnings);
  }
  const warning = (name: string) => ({
    warning: 'no-approver-left',
    location: { id: system.locations[name], name },
    detail: `Nobody is left who may approve at ${name}.`,
  });
  expect(found).toEqual([...Array(approvers.length - 1).fill([]), [warning('London Bridge')]]);
  const { body } = await strip(ada, atLeeds, await grantOf(atLeeds, 'approver'));
  expect(body).toEqual({ warnings: [warning('Leeds Dock')] });
});
