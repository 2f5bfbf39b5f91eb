import { z } from 'zod';
import type { ListedAccount, ListedCode } from '../../../prisma/repositories/accounts/account-list';
import { addAccountCode, endAccountCode } from '../../../prisma/repositories/accounts/account-codes';
import { matchingAt } from '../../../prisma/repositories/imports/matching/matching-edits';
import { pageOf } from '../../http/answer-kinds';
import { fromCursor, places, toPage } from '../../http/cursor';
import { date, page, seenText } from '../../http/fields';
import { etagOf } from '../../http/if-match';
import { route } from '../../http/route';
import { find, notFound } from '../../http/scope';
import { accountCodeSchema } from './account-schema';
import { anAccount, anAccountInBrief } from './an-account';

const newCode = z
  .strictObject({
    code: seenText(100).meta({ examples: ['ACC-1006'] }),
    effectiveFrom: date.nullable().default(null),
    effectiveTo: date.nullable().default(null),
  })
  .refine(({ effectiveFrom, effectiveTo }) => !effectiveFrom || !effectiveTo || effectiveFrom < effectiveTo, {
    path: ['effectiveTo'],
    error: 'Must be later than effectiveFrom: the code is no longer valid on this day.',
  })
  .meta({
    id: 'NewAccountCode',
    examples: [{ code: 'ACC-1006', effectiveFrom: '2026-03-01', effectiveTo: null }],
  });

const codeEnd = z.strictObject({ effectiveTo: date.nullable() }).meta({ id: 'AccountCodeEdit' });

/** @throws Refusal not-found if the Account has no such code. */
function shown({ codes }: ListedAccount, codeId: string) {
  const code = codes.find(({ id }) => id === codeId);
  if (!code) throw notFound({ name: 'account code' });
  return { body: code, headers: { etag: etagOf(code) } };
}

export const accountCodeRoutes = [
  route({
    method: 'get',
    path: '/v1/accounts/:id/account-codes',
    summary: 'List the codes by which call logs name an account',
    needs: 'read',
    scope: anAccount,
    query: z.object(page),
    answers: { 200: pageOf('AccountCodePage', accountCodeSchema) },
  }).handle(({ found: { codes }, query: { limit, cursor } }) => {
    const seen = fromCursor(cursor, places.named);
    const after = seen ? 1 + codes.findIndex(({ id }) => id === seen[1]) : 0;
    const place = ({ code, id }: ListedCode) => [code, id];
    const body = toPage(codes.slice(after, after + limit + 1), limit, place, (code) => code);
    return Promise.resolve({ status: 200, body });
  }),
  route({
    method: 'post',
    path: '/v1/accounts/:id/account-codes',
    summary: 'Give an account a code at its location; drafts there are matched again at once',
    needs: 'manage-accounts',
    scope: anAccountInBrief,
    body: newCode,
    creates: true,
    answers: { 201: accountCodeSchema },
    headers: { 201: ['etag', 'location'] },
    problems: ['account-code-taken'],
  }).create(
    ({ caller, found: { id: accountId, locationId }, body }, { database }, creation) =>
      database.transaction(
        (tx) => creation(tx, () => addAccountCode(tx, { ...body, accountId, locationId }, caller.id)),
        { subject: matchingAt(locationId) },
      ),
    async ({ caller, found: { id: accountId } }, dependencies, id) => {
      const { body, headers } = shown(await find(anAccount, dependencies, accountId, caller), id);
      const location = `/v1/accounts/${accountId}/account-codes/${id}`;
      return { status: 201, body, headers: { ...headers, location } };
    },
  ),
  route({
    method: 'get',
    path: '/v1/accounts/:id/account-codes/:codeId',
    summary: 'Get one code of an account',
    needs: 'read',
    scope: anAccount,
    answers: { 200: accountCodeSchema },
    headers: { 200: ['etag'] },
  }).handle(({ found, params: { codeId } }) => Promise.resolve({ status: 200, ...shown(found, codeId) })),
  route({
    method: 'patch',
    path: '/v1/accounts/:id/account-codes/:codeId',
    summary: 'Change the day from which a code is no longer valid',
    needs: 'manage-accounts',
    scope: anAccount,
    ifMatch: 'required',
    body: codeEnd,
    answers: { 200: accountCodeSchema },
    headers: { 200: ['etag'] },
    problems: ['account-code-taken'],
  }).handle(async ({ caller, found, params: { codeId: id }, body, seenVersion: version }, dependencies) => {
    const { id: accountId, locationId } = found;
    shown(found, id);
    const end = { id, accountId, locationId, ...body, version, personId: caller.id };
    await dependencies.database.transaction((tx) => endAccountCode(tx, end), {
      subject: matchingAt(locationId),
    });
    return { status: 200, ...shown(await find(anAccount, dependencies, accountId, caller), id) };
  }),
];
