import { z } from 'zod';
import type { ApiDependencies } from '../dependencies';
import { inPatience } from '../temporal-connection';
import { route } from './route';

const patienceMs = 2_000;

const liveness = z.object({ status: z.literal('live') }).meta({ id: 'Liveness' });
const parts = ['database', 'file store', 'Temporal'] as const;
const readiness = z
  .object({ status: z.enum(['ready', 'not ready']), away: z.array(z.enum(parts)) })
  .meta({ id: 'Readiness' });

type Part = (typeof parts)[number];

const missing = (part: Part, asked: Promise<unknown>): Promise<Part[]> =>
  asked.then(
    () => [],
    () => [part],
  );

const temporalAnswers = ({ temporal }: ApiDependencies) =>
  inPatience(temporal.workflowService.getSystemInfo({}), patienceMs);

export const healthRoutes = [
  route({
    method: 'get',
    path: '/livez',
    summary: 'Check that the process runs',
    needs: 'nothing',
    answers: { 200: liveness },
  }).handle(() => Promise.resolve({ status: 200, body: { status: 'live' } })),
  route({
    method: 'get',
    path: '/readyz',
    summary: 'Check that the database and the file store answer; sends and imports wait safely for Temporal',
    needs: 'nothing',
    answers: { 200: readiness, 503: readiness },
  }).handle(async (_asked, dependencies) => {
    const { database, files } = dependencies;
    const [withoutDatabase, withoutFiles, withoutTemporal] = await Promise.all([
      missing('database', database.vital('SELECT 1')),
      missing('file store', files.probe()),
      missing('Temporal', temporalAnswers(dependencies)),
    ]);
    const away = [...withoutDatabase, ...withoutFiles, ...withoutTemporal];
    return withoutDatabase.length + withoutFiles.length === 0
      ? { status: 200, body: { status: 'ready', away } }
      : { status: 503, body: { status: 'not ready', away } };
  }),
];
