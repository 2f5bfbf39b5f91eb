import { z } from 'zod';
import { likenesses } from '../../../domain/imports/likeness';
import type { PossibleActions } from '../../../domain/actions';
import { actionsOnRow, type RowAction, rowActions } from '../../../domain/imports/row-actions';
import { type CodeProblem, listCodeProblems } from '../../../prisma/repositories/imports/import-codes';
import { type LikelyAccount, likelyAccounts } from '../../../prisma/repositories/imports/likely-accounts';
import { count, day, decimal, id, named, possibleActions } from '../../http/answer-fields';
import { pageOf } from '../../http/answer-kinds';
import { fromCursor, places, toPage } from '../../http/cursor';
import { page } from '../../http/fields';
import { route } from '../../http/route';
import { anImportInBrief } from './an-import';

const accountsId = z.string().meta({ examples: ['ACC-1006'] });

const likelyAccountSchema = z
  .object({
    accountId: id,
    accountsId,
    name: z.string().meta({ examples: ['Hopfields Energy'] }),
    location: named,
    why: z.enum(likenesses),
    effectiveFrom: day.nullable().meta({ description: 'Of the code that the account has or had.' }),
    effectiveTo: day.nullable(),
  })
  .meta({ id: 'LikelyAccount', description: 'An account that an unmatched code may mean, and why.' });

const codeProblemSchema = z
  .object({
    code: accountsId.nullable().meta({ description: 'As the file has it; null where rows have none.' }),
    reason: z.string().meta({ examples: ['unknown code'] }),
    rows: count,
    amount: decimal.meta({
      description: 'The sell amount, or the buy amount where the import type has no sell amount.',
    }),
    firstDay: day.nullable().meta({ description: 'Local day of the first call.' }),
    lastDay: day.nullable(),
    likelyAccounts: z.array(likelyAccountSchema).meta({ description: 'Likeliest first, at most five.' }),
    ...possibleActions(rowActions),
  })
  .meta({
    id: 'CodeProblem',
    description:
      'Unmatched rows with the same code and the same reason, and what can be done with all of them.',
  });

const likelyView = ({ place: _, ...account }: LikelyAccount): z.infer<typeof likelyAccountSchema> => account;

/** @param actions On any of the rows: all of them are unmatched. */
const problemView = (
  problem: CodeProblem,
  likely: LikelyAccount[],
  actions: PossibleActions<RowAction>,
): z.infer<typeof codeProblemSchema> => ({
  code: problem.code,
  reason: problem.reason,
  rows: problem.rows,
  amount: problem.amount,
  firstDay: problem.firstDay,
  lastDay: problem.lastDay,
  likelyAccounts: likely.filter(({ place }) => place === problem.place).map(likelyView),
  ...actions,
});

export const importCodeRoutes = [
  route({
    method: 'get',
    path: '/v1/charge-imports/:id/codes',
    summary:
      'List unmatched rows by code and reason, the most rows first, with the accounts that they may mean',
    needs: 'read',
    scope: anImportInBrief,
    query: z.object(page),
    answers: { 200: pageOf('CodeProblemPage', codeProblemSchema) },
  }).handle(async ({ caller, found, query: { limit, cursor } }, { database }) => {
    const { id, locationId } = found;
    const after = fromCursor(cursor, places.number) ?? 0;
    const problems = await listCodeProblems(database, { importId: id, after, limit: limit + 1 });
    const shown = problems.slice(0, limit);
    const likely = await likelyAccounts(database, { locationId, problems: shown, readsAt: caller.readsAt });
    const unmatched = { status: 'unmatched', resolution: null } as const;
    const actions = caller.ask((person) => actionsOnRow(unmatched, found, person));
    const view = (problem: CodeProblem) => problemView(problem, likely, actions);
    return { status: 200, body: toPage(problems, limit, ({ place }) => place, view) };
  }),
];
