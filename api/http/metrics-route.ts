import { plainText } from './answer-kinds';
import { requireMore } from './caller';
import { route } from './route';

export const metricsRoute = route({
  method: 'get',
  path: '/metrics',
  summary: 'Get metrics of this process and of the business, as Prometheus reads them',
  needs: 'read',
  scope: 'locations',
  answers: { 200: plainText },
  problems: ['forbidden'],
}).handle(async ({ where }, { metrics }) => {
  requireMore(
    where === 'all',
    'These figures are about all locations, and your roles do not cover them all.',
  );
  const { text, contentType } = await metrics.read();
  return { status: 200, body: text, headers: { 'content-type': contentType } };
});
