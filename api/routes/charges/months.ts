import { accountMonths, locationMonths, monthAt } from '../../../prisma/repositories/charges/months';
import { route } from '../../http/route';
import { anAccountInBrief } from '../accounts/an-account';
import { aLocation } from '../catalogue/a-location';
import { monthsQuery, monthsSchema, monthsView, shownMonths } from './months-view';

export const monthRoutes = [
  route({
    method: 'get',
    path: '/v1/accounts/:id/months',
    summary: 'Get what an account was charged in each of thirteen months, and the median',
    needs: 'read',
    scope: anAccountInBrief,
    query: monthsQuery,
    answers: { 200: monthsSchema },
  }).handle(async ({ found: { id, locationId }, query: { until } }, { database }) => {
    const { month, currency } = await monthAt(database, locationId);
    const last = until ?? month;
    const known = await accountMonths(database, [id], { last, count: shownMonths });
    return { status: 200, body: monthsView(last, currency, known) };
  }),
  route({
    method: 'get',
    path: '/v1/locations/:id/months',
    summary: 'Get what all accounts of a location were charged in each of thirteen months, and the median',
    needs: 'read',
    scope: aLocation,
    query: monthsQuery,
    answers: { 200: monthsSchema },
  }).handle(async ({ found: { id }, query: { until } }, { database }) => {
    const { month, currency } = await monthAt(database, id);
    const last = until ?? month;
    const known = await locationMonths(database, id, { last, count: shownMonths });
    return { status: 200, body: monthsView(last, currency, known) };
  }),
];
