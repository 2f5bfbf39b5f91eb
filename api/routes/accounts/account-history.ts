import { historyAnswer, historyPage, historyQuery } from '../people/history-view';
import { route } from '../../http/route';
import { sightOfClients } from '../sends/client-sight';
import { anAccount } from './an-account';

export const accountHistoryRoutes = [
  route({
    method: 'get',
    path: '/v1/accounts/:id/history',
    summary: 'List what was done to an account, its codes and its client, newest first',
    needs: 'read',
    scope: anAccount,
    query: historyQuery,
    answers: { 200: historyPage },
  }).handle(async ({ caller, found, query }, dependencies) => {
    const seesClient = found.link === null || sightOfClients(caller, found)('read', found.link.client);
    const subjects = [`account:${found.id}`];
    return historyAnswer(dependencies.database, subjects, query, seesClient ? null : 'client.');
  }),
];
