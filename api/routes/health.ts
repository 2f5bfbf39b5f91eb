import { Router } from 'express';
import type { ApiDependencies } from '../dependencies';

/** `/livez`: the process runs. `/readyz`: its database answers; Temporal being away is told, but sends and imports wait for it safely. */
export function health({ database, temporal }: ApiDependencies): Router {
  const router = Router();
  router.get('/livez', (_request, response) => void response.json({ status: 'live' }));
  router.get('/readyz', async (_request, response) => {
    const reached = await database.query('SELECT 1').then(
      () => true,
      () => false,
    );
    const temporalReached = await temporal.connection
      .withDeadline(Date.now() + 2_000, () => temporal.workflowService.getSystemInfo({}))
      .then(
        () => true,
        () => false,
      );
    const away = [...(reached ? [] : ['database']), ...(temporalReached ? [] : ['Temporal'])];
    response.status(reached ? 200 : 503).json({ status: reached ? 'ready' : 'not ready', away });
  });
  return router;
}
