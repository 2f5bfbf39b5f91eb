import { Router } from 'express';
import type { ApiDependencies } from '../dependencies';

const patienceMs = 2_000;

/**
 * `/livez`: the process runs. `/readyz`: its database answers, and its file store takes files; Temporal being away is told,
 * but sends and imports wait for it safely.
 */
export function health({ database, files, temporal }: ApiDependencies): Router {
  const router = Router();
  router.get('/livez', (_request, response) => void response.json({ status: 'live' }));
  router.get('/readyz', async (_request, response) => {
    const [withoutDatabase, withoutFiles, withoutTemporal] = await Promise.all([
      missing('database', database.vital('SELECT 1')),
      missing('file store', files.probe()),
      missing(
        'Temporal',
        temporal.connection.withDeadline(Date.now() + patienceMs, () =>
          temporal.workflowService.getSystemInfo({}),
        ),
      ),
    ]);
    const ready = withoutDatabase.length + withoutFiles.length === 0;
    const away = [...withoutDatabase, ...withoutFiles, ...withoutTemporal];
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not ready', away });
  });
  return router;
}

const missing = (part: string, asked: Promise<unknown>): Promise<string[]> =>
  asked.then(
    () => [],
    () => [part],
  );
