import { startSystem } from '../../setup/own-system';
import { personWith, type TestPerson } from '../../setup/persons';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
let ada: TestPerson;
beforeAll(async () => {
  system = await startSystem({ worker: false, env: { ALLOW_SINGLE_ADMIN: 'true' } });
  ada = await personWith(system, 'Ada Admin', ['admin']);
});
afterAll(() => system.stop());

it('lets what makes an approver take effect at once in a house of one, and writes down each time', async () => {
  const email = 'olga@example.org';
  const made = await ada.call('POST', '/v1/persons', { name: 'Olga', kind: 'human', email });
  expect(made).toMatchObject({ status: 201, body: { email, pendingChanges: [] } });
  const at = `/v1/persons/${made.body.id as string}`;
  const grant = { role: 'approver', locationId: null };
  const granted = await ada.call('POST', `${at}/grants`, grant);
  expect(granted).toMatchObject({ status: 201, body: { grant, change: null } });
  const audited = await system.database.query(
    `SELECT action, person_id AS by, detail - 'changeId' AS detail FROM audit_event WHERE subject = $1
       AND action LIKE 'person.change%' ORDER BY id`,
    [`person:${made.body.id as string}`],
  );
  const action = 'person.change-by-single-admin';
  expect(audited).toEqual([
    { action, by: ada.id, detail: { kind: 'email' } },
    { action, by: ada.id, detail: { kind: 'grant', ...grant } },
  ]);
});

it('still lets no machine do it', async () => {
  const machine = await personWith(system, 'Machine admin', ['admin'], 'machine');
  const olga = await personWith(system, 'Olga of the machine', []);
  const grant = { role: 'approver', locationId: null };
  expect((await machine.call('POST', `/v1/persons/${olga.id}/grants`, grant)).status).toBe(403);
});
