import { randomBytes, randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { z } from 'zod';
import type { ApiDependencies } from '../../../api/dependencies';
import { answerProblems } from '../../../api/http/problems';
import { route } from '../../../api/http/route';
import { serveRoute } from '../../../api/http/serve-route';
import type { Authenticated } from '../../../domain/people/credential';
import { type Database, openDatabase } from '../../../prisma/client/database';
import { createProductGroup } from '../../../prisma/repositories/catalogue/products';
import { createTestDatabase, type TestDatabase } from '../../setup/database';
import { ask } from '../../setup/system';

/** A route that creates something with a secret, which it shows once. */
const secretRoute = route({
  method: 'post',
  path: '/v1/secrets',
  summary: 'x',
  needs: 'own',
  body: z.strictObject({ name: z.string() }),
  creates: true,
  secret: true,
  answers: { 201: z.object({ id: z.string(), secret: z.string() }) },
}).create(
  async ({ body, person }, { database }, creation) => ({
    id: await createProductGroup(database, body.name, person.id, creation),
    secret: randomBytes(32).toString('hex'),
  }),
  (_asked, _dependencies, made) => Promise.resolve({ status: 201, body: made }),
);

let made: TestDatabase;
let database: Database;
let server: Server;
let base: string;
beforeAll(async () => {
  made = await createTestDatabase();
  database = openDatabase(made.url);
  const databases = { database, rowsDatabase: database, exportsDatabase: database };
  const dependencies = {
    ...databases,
    log: () => undefined,
    attempts: { add: () => undefined },
  } as unknown as ApiDependencies;
  const authenticated: Authenticated = {
    person: { id: randomUUID(), name: 'Ada', kind: 'human', grants: [] },
    credential: { kind: 'key', keyId: randomUUID() },
  };
  const app = express();
  app.use((_request, response, next) => {
    response.locals.authenticated = authenticated;
    next();
  });
  app.post(secretRoute.path, serveRoute(secretRoute, dependencies));
  app.use(answerProblems(dependencies, [secretRoute]));
  await new Promise<void>((resolve) => (server = app.listen(0, '127.0.0.1', () => resolve())));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server?.close();
  await database?.close();
  await made?.close();
});

it('shows a secret once, keeps it nowhere, and creates no second one', async () => {
  const key = randomUUID();
  const send = () => ask(base, 'POST', '/v1/secrets', { name: 'Once' }, { 'idempotency-key': key });
  const first = await send();
  expect(first.status).toBe(201);
  const { id, secret } = first.body as { id: string; secret: string };
  const again = await send();
  expect(again).toMatchObject({
    status: 409,
    body: { type: '/problems/answer-not-kept', createdId: id, createdPath: `/v1/secrets/${id}` },
  });
  expect(again.text).not.toContain(secret);
  expect(await database.query('SELECT created_id AS id, answer FROM keyed_request')).toEqual([
    { id, answer: null },
  ]);
  expect(await database.query('SELECT id FROM product_group')).toEqual([{ id }]);
});
