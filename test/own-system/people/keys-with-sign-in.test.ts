import { hashSecret, newSecret } from '../../../prisma/repositories/people/secrets';
import { startSession } from '../../../prisma/repositories/people/sessions';
import { askApi } from '../../setup/api-client';
import { startSystem } from '../../setup/own-system';
import { callWith, personWith, type TestPerson } from '../../setup/persons';
import type { OwnSystem } from '../../setup/system';

const publicUrl = 'http://127.0.0.1:18080';

let system: OwnSystem;
let ada: TestPerson;
let omar: TestPerson;
beforeAll(async () => {
  system = await startSystem({
    worker: false,
    env: {
      PUBLIC_URL: publicUrl,
      OIDC_ISSUER: 'https://id.example.org',
      OIDC_CLIENT_ID: 'operate-connect',
      OIDC_CLIENT_SECRET: 'secret',
    },
  });
});
beforeEach(async () => {
  const mark = String(Math.random());
  ada = await personWith(system, `Ada ${mark}`, ['admin']);
  omar = await personWith(system, `Omar ${mark}`, ['ops']);
});
afterAll(() => system.stop());

/** Calls the API as the browser of a person who has signed in. */
async function signedIn({ id }: TestPerson): Promise<TestPerson['call']> {
  const token = newSecret();
  const session = {
    personId: id,
    tokenSha256: hashSecret(token),
    signedInAt: new Date(),
    provedAt: null,
    userAgent: null,
  };
  await system.database.transaction((tx) => startSession(tx, session));
  return (method, path, body) =>
    askApi(system.api, method, path, body, { cookie: `session=${token}`, origin: publicUrl });
}

const keysOf = ({ id }: TestPerson) => `/v1/persons/${id}/keys`;
const forbidden = (detail: string) => ({ status: 403, problem: { type: '/problems/forbidden', detail } });
const nobodyElse = forbidden(
  'People make their own keys, after they have signed in: nobody else may know them.',
);

it('lets people make and revoke keys of their own in their session, and writes down that it was theirs', async () => {
  const asOmar = await signedIn(omar);
  const made = await asOmar('POST', keysOf(omar), {});
  expect(made).toMatchObject({ status: 201, body: { madeBy: { id: omar.id } } });
  const byKey = callWith(system.api, made.body.key as string);
  expect((await byKey('GET', '/v1/me')).body.id).toBe(omar.id);
  expect((await asOmar('POST', keysOf(omar), {})).problem.type).toBe('/problems/too-many-keys');
  const [audited] = await system.database.query(
    `SELECT person_id AS by, detail FROM audit_event WHERE subject = $1 AND action = 'person.key-made'`,
    [`person:${omar.id}`],
  );
  const how = { ofKind: 'human', bySession: true, signInConfigured: true };
  expect(audited).toEqual({ by: omar.id, detail: { keyId: made.body.id, expiresAt: null, ...how } });
  expect((await asOmar('DELETE', `${keysOf(omar)}/${made.body.id as string}`)).status).toBe(204);
  expect((await byKey('GET', '/v1/me')).status).toBe(401);
});

it('lets no admin make the key of a person, by which they could act in their name', async () => {
  const asAda = await signedIn(ada);
  expect(await asAda('POST', keysOf(omar), {})).toMatchObject(nobodyElse);
  expect(await ada.call('POST', keysOf(omar), {})).toMatchObject(nobodyElse);
  const asOmar = await signedIn(omar);
  expect((await asOmar('POST', keysOf(ada), {})).status).toBe(403);
});

it('makes no key by a key, not even of the same person', async () => {
  for (const person of [ada, omar])
    expect(await person.call('POST', keysOf(person), {})).toMatchObject(
      forbidden('Sign in to make a key: a key cannot make another one.'),
    );
  const keys = await system.database.query('SELECT FROM api_key WHERE person_id = ANY ($1)', [
    [ada.id, omar.id],
  ]);
  expect(keys).toHaveLength(2);
});

it('lets an admin make and revoke keys of machines, and revoke those of people', async () => {
  const machine = await personWith(system, `Integration of ${ada.name}`, ['viewer'], 'machine');
  expect((await ada.call('POST', keysOf(machine), {})).status).toBe(201);
  expect((await machine.call('POST', keysOf(machine), {})).status).toBe(403);
  const [key] = (await ada.call('GET', keysOf(omar))).body.items as { id: string }[];
  expect((await ada.call('DELETE', `${keysOf(omar)}/${key?.id}`)).status).toBe(204);
  expect((await omar.call('GET', '/v1/me')).status).toBe(401);
});

it('ends the sessions of whoever is deactivated at once', async () => {
  const asOmar = await signedIn(omar);
  expect((await asOmar('GET', '/v1/me')).status).toBe(200);
  expect((await ada.call('PATCH', `/v1/persons/${omar.id}`, { deactivated: true })).status).toBe(200);
  expect((await asOmar('GET', '/v1/me')).status).toBe(401);
  // Nor would one that began in the same moment be of any use.
  const late = await signedIn(omar);
  expect((await late('GET', '/v1/me')).status).toBe(401);
});
