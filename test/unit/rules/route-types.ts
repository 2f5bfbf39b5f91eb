import { z } from 'zod';
import { csv, nothing } from '../../../api/http/answer-kinds';
import { route } from '../../../api/http/route';
import { anAccount } from '../../../api/routes/accounts/an-account';

/**
 * What must not compile in a route. `npm run typecheck` fails where one of these lines does, since it then expects an
 * error.
 */
const base = { method: 'get', path: '/v1/x/:id', summary: 'x' } as const;
const thing = z.object({ name: z.string() });
const answers = { 200: thing };

// @ts-expect-error a route says what its caller must be allowed to do
route({ ...base, answers });
// @ts-expect-error and where
route({ ...base, needs: 'read', answers });
// @ts-expect-error by an act that there is
route({ ...base, needs: 'everything', scope: 'house', answers });

const read = route({ ...base, needs: 'read', scope: 'locations', answers });
// @ts-expect-error a status that the contract does not know
read.handle(() => Promise.resolve({ status: 201, body: { name: 'x' } }));
// @ts-expect-error a body without a field of its schema
read.handle(() => Promise.resolve({ status: 200, body: {} }));
// @ts-expect-error a field of another type, such as a Date
read.handle(() => Promise.resolve({ status: 200, body: { name: new Date() } }));
// @ts-expect-error whose route is about Locations is handed no subject
read.handle(({ found }) => Promise.resolve({ status: 200, body: { name: String(found) } }));
// @ts-expect-error nor the grants of the person who asks
read.handle(({ person }) => Promise.resolve({ status: 200, body: { name: String(person) } }));
// @ts-expect-error nor what it does not ask for
read.handle(({ body: { name } }) => Promise.resolve({ status: 200, body: { name } }));
// @ts-expect-error nor a part of the path that there is not
read.handle(({ params: { codeId } }) => Promise.resolve({ status: 200, body: { name: codeId } }));

const ofAccount = route({
  ...base,
  needs: 'read',
  scope: anAccount,
  answers: { 200: csv, 204: nothing },
  headers: { 204: ['etag'] },
});
// @ts-expect-error whose route is about a subject is handed no Locations
ofAccount.handle(({ where }) => Promise.resolve({ status: 204, headers: { etag: String(where) } }));
// @ts-expect-error what is streamed is no text
ofAccount.handle(() => Promise.resolve({ status: 200, body: 'a,b' }));
// @ts-expect-error what is empty has no body
ofAccount.handle(() => Promise.resolve({ status: 204, headers: { etag: '"1"' }, body: {} }));
// @ts-expect-error a header that the contract promises is there
ofAccount.handle(() => Promise.resolve({ status: 204 }));
// @ts-expect-error one that it does not promise is not
read.handle(() => Promise.resolve({ status: 200, body: { name: 'x' }, headers: { etag: '"1"' } }));

const creating = route({
  method: 'post',
  path: '/v1/x',
  summary: 'x',
  needs: 'read',
  scope: 'house',
  creates: true,
  answers: { 201: thing },
});
// @ts-expect-error what creates has two steps, so that its answer can be given again
creating.handle(() => Promise.resolve({ status: 201, body: { name: 'x' } }));
// @ts-expect-error the first of which says what was created
const nothingCreated: Parameters<typeof creating.create>[0] = () => Promise.resolve();
// @ts-expect-error nor has what does not create
read.create(nothingCreated, () => Promise.resolve({ status: 200, body: { name: 'x' } }));

// And what does.
ofAccount.handle(({ found }) => Promise.resolve({ status: 204, headers: { etag: `"${found.version}"` } }));
