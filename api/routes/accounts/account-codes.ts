import { z } from 'zod';
import { addAccountCode, endAccountCode } from '../../../prisma/repositories/accounts/account-codes';
import { matchingAt } from '../../../prisma/repositories/imports/matching/matching-edits';
import { requireAct } from '../../http/authentication';
import { fromCursor, places, toPage } from '../../http/cursor';
import { date, page, seenText } from '../../http/fields';
import { idOf, route } from '../../http/route';
import { requireAccount } from './accounts';

const newCode = z
  .strictObject({
    code: seenText(100),
    effectiveFrom: date.nullable().default(null),
    effectiveTo: date.nullable().default(null),
  })
  .refine(({ effectiveFrom, effectiveTo }) => !effectiveFrom || !effectiveTo || effectiveFrom < effectiveTo, {
    path: ['effectiveTo'],
    error: 'A code cannot end before it begins: the range is half-open.',
  });

export const accountCodeRoutes = [
  route({
    method: 'get',
    path: '/v1/accounts/:id/account-codes',
    summary: 'What the call log calls this Account',
    query: z.object(page),
    async handle({ person, params, query: { limit, cursor } }, dependencies) {
      const { codes } = await requireAccount(dependencies, person, idOf(params));
      const seen = fromCursor(cursor, places.named);
      const after = seen ? 1 + codes.findIndex(({ id }) => id === seen[1]) : 0;
      const found = codes.slice(after, after + limit + 1);
      return {
        status: 200,
        body: toPage(
          found,
          limit,
          ({ code, id }) => [code, id],
          (code) => code,
        ),
      };
    },
  }),
  route({
    method: 'post',
    path: '/v1/accounts/:id/account-codes',
    summary: 'Give the Account a code at its Location; drafts are matched again at once',
    needs: 'manage-accounts',
    body: newCode,
    async handle({ person, params, body }, dependencies) {
      const { id: accountId, locationId } = await requireAccount(dependencies, person, idOf(params));
      requireAct(person, 'manage-accounts', locationId);
      const id = await dependencies.database.transaction(
        (tx) => addAccountCode(tx, { ...body, accountId, locationId }, person.id),
        { subject: matchingAt(locationId) },
      );
      return { status: 201, body: { id, ...body } };
    },
  }),
  route({
    method: 'patch',
    path: '/v1/accounts/:id/account-codes/:codeId',
    summary: 'Change the day from which a code is no longer good',
    needs: 'manage-accounts',
    body: z.strictObject({ effectiveTo: date.nullable() }),
    async handle({ person, params, body }, dependencies) {
      const { id: accountId, locationId } = await requireAccount(dependencies, person, idOf(params));
      requireAct(person, 'manage-accounts', locationId);
      const id = idOf(params, 'codeId');
      const { effectiveTo } = body;
      await dependencies.database.transaction(
        (tx) => endAccountCode(tx, { id, accountId, locationId, effectiveTo, personId: person.id }),
        { subject: matchingAt(locationId) },
      );
      const { codes } = await requireAccount(dependencies, person, accountId);
      return { status: 200, body: codes.find((code) => code.id === id) };
    },
  }),
];
