import { randomBytes } from 'node:crypto';
import { routes } from '../../../api/routes';
import type { Route } from '../../../api/http/route';
import type { Role } from '../../../domain/people/roles';
import { registerPerson } from '../../../prisma/repositories/people/persons';
import { newAccount } from '../../setup/accounts';
import { callFile } from '../../setup/calls';
import { openEvents } from '../../setup/event-stream';
import { importFile, importState } from '../../setup/imports';
import { startSystem } from '../../setup/own-system';
import { askApi, type System } from '../../setup/system';

/** Who may do what, and where, as people are told it. It is held against every route and every kind of person. */
const mayDo: Record<string, Role[]> = {
  read: ['viewer', 'ops', 'approver', 'admin'],
  'manage-accounts': ['ops', 'admin'],
  'edit-charges': ['ops'],
  'try-files': ['ops', 'admin'],
  approve: ['approver'],
  configure: ['admin'],
  'manage-persons': ['admin'],
  'read-audit': ['approver', 'admin'],
};

type Place = 'London Bridge' | 'Leeds Dock';
type Reach = Place | 'everywhere';

interface TestPerson {
  name: string;
  key: string;
  /** One role, or all of them, or none. */
  roles: Role[];
  at: Reach;
}

/** Ids of what there is at a Location; nothing about it can be decided any more. */
interface Things {
  locations: string;
  products: string;
  'import-types': string;
  accounts: string;
  codeId: string;
  'charge-imports': string;
  'batch-sheets': string;
  decisions: string;
  /** A person of whom nobody else reads, and whom only admins for all Locations manage. */
  persons: string;
  grantId: string;
  keyId: string;
  invitationId: string;
  /** What waits for a second admin: to be confirmed, and to be withdrawn. */
  confirm: string;
  withdraw: string;
}

let system: System;
let persons: TestPerson[];
let things: Record<Place, Things>;

beforeAll(async () => {
  system = await startSystem();
  const roles: Role[] = ['viewer', 'ops', 'approver', 'admin'];
  persons = await Promise.all([
    ...roles.flatMap((role) => [personOf([role], 'everywhere'), personOf([role], 'London Bridge')]),
    personOf(roles, 'Leeds Dock', 'machine'),
    personOf([], 'everywhere'),
  ]);
  things = { 'London Bridge': await thingsAt('London Bridge'), 'Leeds Dock': await thingsAt('Leeds Dock') };
});
afterAll(() => system.stop());

async function personOf(roles: Role[], at: Reach, kind: 'human' | 'machine' = 'human'): Promise<TestPerson> {
  const key = randomBytes(16).toString('hex');
  const name = `${kind} with ${roles.join(', ') || 'no role'}, ${at}`;
  const everywhere = at === 'everywhere' ? roles : [];
  const id = await registerPerson(system.database.pool, { name, kind, roles: everywhere, key });
  for (const role of at === 'everywhere' ? [] : roles)
    await system.database.query(
      'INSERT INTO person_grant (person_id, role, location_id) VALUES ($1, $2, $3)',
      [id, role, system.locations[at]],
    );
  return { name, key, roles, at };
}

async function thingsAt(place: Place): Promise<Things> {
  const locationId = system.locations[place] as string;
  const { id: accounts } = await newAccount(system, { locationId });
  const code = await system.call('ops', 'POST', `/v1/accounts/${accounts}/account-codes`, { code: 'RIGHTS' });
  const file = { content: callFile([{ code: 'RIGHTS', sell: '1' }]), fields: { location: place } };
  const found = await importFile(system, file);
  await system.call('ops', 'POST', `/v1/charge-imports/${found.id}/cancel`, {});
  await importState(system, found.id, ['cancelled']);
  const [decision] = await system.database.query<{ id: string }>(
    'SELECT id FROM decision WHERE import_id = $1',
    [found.id],
  );
  return {
    locations: locationId,
    products: (await system.call('admin', 'GET', '/v1/products')).body.items[0]?.id as string,
    'import-types': (await system.call('admin', 'GET', '/v1/import-types')).body.items[0]?.id as string,
    accounts,
    codeId: code.body.id,
    'charge-imports': found.id,
    'batch-sheets': found.batchSheetId,
    decisions: decision?.id as string,
    ...(await personThings()),
  };
}

async function personThings() {
  const name = `subject ${randomBytes(4).toString('hex')}`;
  const key = randomBytes(16).toString('hex');
  const persons = await registerPerson(system.database.pool, {
    name,
    kind: 'machine',
    roles: ['viewer'],
    key,
  });
  const first = async (list: 'grants' | 'keys') =>
    (await system.call('admin', 'GET', `/v1/persons/${persons}/${list}`)).body.items[0]?.id as string;
  const human = await system.call('admin', 'POST', '/v1/persons', { name: `human ${name}`, kind: 'human' });
  const change = async (locationId: string | null) => {
    const grant = { role: 'approver', locationId };
    const asked = await system.call('admin', 'POST', `/v1/persons/${human.body.id}/grants`, grant);
    return asked.body.change?.id as string;
  };
  return {
    persons,
    grantId: await first('grants'),
    keyId: await first('keys'),
    invitationId: await newInvitation(persons),
    confirm: await change(null),
    withdraw: await change(system.locations['Leeds Dock'] as string),
  };
}

async function newInvitation(personId: string): Promise<string> {
  const [made] = await system.database.query<{ id: string }>(
    `INSERT INTO invitation (person_id, token_sha256, made_by, expires_at)
     VALUES ($1::uuid, $1::text, $1::uuid, now() + interval '1 hour') RETURNING id`,
    [personId],
  );
  return made?.id as string;
}

const reaches = (at: Reach, place: Place) => at === 'everywhere' || at === place;

/** The status of the refusal; null where there is none for lack of rights. */
function refusalOf({ needs, scope }: Route, { roles, at }: TestPerson, place: Place): number | null {
  if (scope === undefined) return null;
  const may = (act: string) => roles.some((role) => mayDo[act]?.includes(role));
  const there = reaches(at, place);
  if (needs !== 'read' && !may(needs)) return 403;
  if (scope === 'locations') return null;
  if (scope === 'house' || (typeof scope === 'object' && 'find' in scope && !scope.locationOf)) {
    if (may(needs) && (needs === 'read' || at === 'everywhere')) return null;
    return may('read') && needs !== 'read' ? 403 : 404;
  }
  if (there && may(needs)) return null;
  if (there && may('read')) return 403;
  // A subject that the body names is a field that is wrong.
  return 'member' in scope ? 422 : 404;
}

/** An event stream goes on: who gets it, gets it until they close it. */
async function askForEvents({ key }: TestPerson) {
  const stream = await openEvents(system.api, key);
  await stream.untilEvent('listening');
  stream.close();
  return { status: 200, body: undefined, text: stream.text() };
}

/** A session that can be ended. @returns its id. */
async function newSession(personId: string): Promise<string> {
  const [made] = await system.database.query<{ id: string }>(
    'INSERT INTO session (person_id, token_sha256, signed_in_at) VALUES ($1, $2, now()) RETURNING id',
    [personId, randomBytes(32).toString('hex')],
  );
  return made?.id as string;
}

async function ask(one: Route, person: TestPerson, place: Place) {
  const { path, method } = one;
  if (path === '/v1/events') return askForEvents(person);
  const sessionId = path.endsWith('/:sessionId') ? await newSession(things[place].persons) : '';
  const ids = { ...things[place], sessionId };
  const [, , kind, , , end] = path.split('/');
  const id = ids[(path.startsWith('/v1/persons/changes/:id') ? end : kind) as keyof Things];
  const at = path.replace(/:(\w+)/g, (_, name: string) =>
    name === 'id' ? id : ids[name as keyof typeof ids],
  );
  return askApi(system.api, method.toUpperCase(), at, method === 'get' ? undefined : bodyOf(one, place), {
    authorization: `Bearer ${person.key}`,
  });
}

/** Nothing, which is refused or changes nothing; but a subject has to be named, of an Account that there is already. */
const bodyOf = ({ scope }: Route, place: Place) =>
  typeof scope === 'object' && 'member' in scope
    ? { accountsId: 'ACC-T0001', name: 'x', type: 'Virtual', [scope.member]: things[place].locations }
    : {};

/** The session of the caller is no matter of rights, and those who have a key have none. */
const others = ['/metrics', '/v1/session'];
const table = routes.filter(({ needs, path }) => needs !== 'nothing' && !others.includes(path));

it.each(table.map((one) => [`${one.method.toUpperCase()} ${one.path}`, one] as const))(
  'lets those do %s who may, where they may',
  async (_name, one) => {
    for (const place of ['London Bridge', 'Leeds Dock'] as const) {
      const answers = await Promise.all(
        persons.map(async (person) => ({ person, ...(await ask(one, person, place)) })),
      );
      for (const { person, status, body } of answers) {
        const refusal = refusalOf(one, person, place);
        const told = { who: person.name, of: place, status, type: body?.type as unknown };
        if (refusal === null) {
          expect({ ...told, isRefused: [401, 403, 404].includes(status) }).toEqual({
            ...told,
            isRefused: false,
          });
          expect(status).toBeLessThan(500);
        } else expect(told).toEqual({ ...told, status: refusal });
        if (refusal === 422) expect(body.errors).toMatchObject([{ pointer: '/locationId' }]);
      }
    }
  },
);

/** Lists of what is known by the ids of Accounts, and how to ask for these. */
const ofAccounts: Record<string, string> = {
  '/v1/audit-events': '?action=account.created',
  '/v1/audit-events/export': '?action=account.created',
};

/** Nothing is posted here. */
const ofPosted = ['/v1/charges', '/v1/charges/export'];

/** They list nothing; of what they are sums, their own tests say. */
const sums = ['/v1/batch-sheets/totals', '/v1/charges/totals', '/v1/accounts/counts'];

it.each(
  table
    .filter(({ scope, method, path }) => scope === 'locations' && method === 'get' && !sums.includes(path))
    .map(({ path, needs }) => [path, needs] as const),
)('lists in %s what is at Locations where one has the right to %s, and nothing else', async (path, needs) => {
  const query = ofAccounts[path] ?? '';
  const listed: { person: TestPerson; text: string }[] = [];
  // One after the other: only a few may export at once.
  for (const person of persons) {
    const { text } = await ask({ path: `${path}${query}`, method: 'get' } as Route, person, 'London Bridge');
    listed.push({ person, text });
  }
  for (const place of ['London Bridge', 'Leeds Dock'] as const)
    for (const { person, text } of listed) {
      const kind = query ? 'accounts' : path.split('/')[2];
      const isListed = text.includes(things[place][kind as keyof Things] ?? 'nothing of its own');
      const may = person.roles.some((role) => mayDo[needs]?.includes(role));
      const isSeen = !ofPosted.includes(path) && may && reaches(person.at, place);
      expect([person.name, place, isListed]).toEqual([person.name, place, isSeen]);
    }
});

it('shows figures of all Locations to those who read at all of them', async () => {
  for (const person of persons) {
    const { status } = await askApi(system.api, 'GET', '/metrics', undefined, {
      authorization: `Bearer ${person.key}`,
    });
    const mayRead = person.at === 'everywhere' && person.roles.length > 0;
    expect([person.name, status]).toEqual([person.name, mayRead ? 200 : 403]);
  }
});

// The last, since from an address that has sent many wrong keys any key is looked at slowly.
it('asks for a key everywhere but where the process is watched or described', async () => {
  const open = routes.filter(({ needs }) => needs === 'nothing').map(({ path }) => path);
  const toSignIn = ['/auth/sign-in', '/auth/callback', '/auth/invitation', '/auth'];
  expect(open).toEqual(['/livez', '/readyz', '/openapi.json', ...toSignIn]);
  for (const one of [...table, { path: '/v1/session', method: 'get' }]) {
    const at = one.path.replace(/:\w+/g, '7b0d3f5e-3c0e-4d6e-9f0a-2d1c5b7a9e10');
    const { status } = await askApi(system.api, one.method.toUpperCase(), at);
    // The latter once there were too many.
    expect([at, [401, 429].includes(status)]).toEqual([at, true]);
  }
});
