import { z } from 'zod';
import type { ListedCode } from '../../../prisma/repositories/accounts/account-list';
import { addAccountCode, endAccountCode } from '../../../prisma/repositories/accounts/account-codes';
import { matchingAt } from '../../../prisma/repositories/imports/matching/matching-edits';
import type { ApiDependencies } from '../../dependencies';
import { pageOf } from '../../http/answer-kinds';
import type { Caller } from '../../http/caller';
import { fromCursor, places, toPage } from '../../http/cursor';
import { date, page, seenText } from '../../http/fields';
import { route } from '../../http/route';
import { find, notFound } from '../../http/scope';
import { accountCodeSchema } from './account-schema';
import { anAccount } from './an-account';

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

async function codeOf(dependencies: ApiDependencies, caller: Caller, accountId: string, codeId: string) {
  const { codes } = await find(anAccount, dependencies, accountId, caller);
  const code = codes.find(({ id }) => id === codeId);
  if (!code) throw notFound({ name: 'account code' });
  return code;
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
    scope: anAccount,
    body: newCode,
    creates: true,
    answers: { 201: accountCodeSchema },
    problems: ['account-code-taken'],
  }).create(
    ({ caller, found: { id: accountId, locationId }, body }, { database }, creation) =>
      database.transaction(
        (tx) => creation(tx, () => addAccountCode(tx, { ...body, accountId, locationId }, caller.id)),
        { subject: matchingAt(locationId) },
      ),
    async ({ caller, found }, dependencies, id) => ({
      status: 201,
      body: await codeOf(dependencies, caller, found.id, id),
    }),
  ),
  route({
    method: 'patch',
    path: '/v1/accounts/:id/account-codes/:codeId',
    summary: 'Change the day from which a code is no longer valid',
    needs: 'manage-accounts',
    scope: anAccount,
    body: codeEnd,
    answers: { 200: accountCodeSchema },
    problems: ['account-code-taken'],
  }).handle(async ({ caller, found, params: { codeId }, body: { effectiveTo } }, dependencies) => {
    const { id: accountId, locationId } = found;
    await dependencies.database.transaction(
      (tx) => endAccountCode(tx, { id: codeId, accountId, locationId, effectiveTo, personId: caller.id }),
      { subject: matchingAt(locationId) },
    );
    return { status: 200, body: await codeOf(dependencies, caller, accountId, codeId) };
  }),
];
