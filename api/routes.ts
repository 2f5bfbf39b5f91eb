import { z } from 'zod';
import { healthRoutes } from './http/health';
import { metricsRoute } from './http/metrics-route';
import { openApi } from './http/openapi/openapi';
import { type Route, route } from './http/route';
import { accountCodeRoutes } from './routes/accounts/account-codes';
import { accountHistoryRoutes } from './routes/accounts/account-history';
import { accountRoutes } from './routes/accounts/accounts';
import { connectCheckRoutes } from './routes/catalogue/connect-check';
import { importTypeRoutes } from './routes/catalogue/import-types';
import { locationRoutes } from './routes/catalogue/locations';
import { productRoutes } from './routes/catalogue/products';
import { chargeExportRoutes } from './routes/charges/charge-export';
import { chargeRoutes } from './routes/charges/charges';
import { monthRoutes } from './routes/charges/months';
import { chargeImportRoutes } from './routes/imports/charge-imports';
import { originalFileRoutes } from './routes/imports/original-file';
import { chargeImportPreviewRoutes } from './routes/imports/preview/charge-import-preview';
import { importCodeRoutes } from './routes/imports/import-codes';
import { importFaultRoutes } from './routes/imports/import-faults';
import { importRowRoutes } from './routes/imports/import-rows';
import { auditEventRoutes } from './routes/people/audit-events';
import { decisionRoutes } from './routes/people/decisions';
import { meRoutes } from './routes/people/me';
import { personChangeRoutes } from './routes/people/person-changes';
import { openInvitationRoute } from './routes/people/open-invitation';
import { personInvitationRoutes } from './routes/people/person-invitations';
import { personGrantRoutes } from './routes/people/person-grants';
import { personKeyRoutes } from './routes/people/person-keys';
import { personRoutes } from './routes/people/persons';
import { sessionRoutes } from './routes/people/session';
import { sessionsOfPersonRoutes } from './routes/people/sessions-of-person';
import { signInRoutes } from './routes/people/sign-in';
import { connectClientRoutes } from './routes/sends/connect-client';
import { sendCountRoutes } from './routes/sends/send-counts';
import { batchSheetRoutes } from './routes/sheets/batch-sheets';
import { exportRoutes } from './routes/sheets/export';
import { reviewHistoryRoutes } from './routes/sheets/review-history';
import { sheetListRoutes } from './routes/sheets/sheet-list';
import { sheetAccountRoutes } from './routes/sheets/sheet-accounts';
import { sheetDecisionRoutes } from './routes/sheets/sheet-decisions';
import { eventRoutes } from './routes/work/events';
import { workRoutes } from './routes/work/work';

const contractRoute = route({
  method: 'get',
  path: '/openapi.json',
  summary: 'Get this description of the API',
  needs: 'nothing',
  answers: {
    200: z.looseObject({ openapi: z.string().meta({ examples: ['3.1.0'] }) }).meta({ id: 'OpenApi' }),
  },
}).handle(() => Promise.resolve({ status: 200, body: contract() }));

/** Every endpoint. */
export const routes: readonly Route[] = [
  ...healthRoutes,
  contractRoute,
  metricsRoute,
  ...signInRoutes,
  openInvitationRoute,
  ...sessionRoutes,
  ...sessionsOfPersonRoutes,
  ...meRoutes,
  // Before those whose paths have an id in the place of "changes".
  ...personChangeRoutes,
  ...personRoutes,
  ...personGrantRoutes,
  ...personKeyRoutes,
  ...personInvitationRoutes,
  ...workRoutes,
  ...eventRoutes,
  ...locationRoutes,
  ...connectCheckRoutes,
  ...productRoutes,
  ...importTypeRoutes,
  // Before those whose paths have an id in the place of "counts".
  ...sendCountRoutes,
  ...accountRoutes,
  ...accountCodeRoutes,
  ...accountHistoryRoutes,
  ...connectClientRoutes,
  ...chargeImportPreviewRoutes,
  ...chargeImportRoutes,
  ...importRowRoutes,
  ...importCodeRoutes,
  // Before those whose paths have an id in the place of "totals".
  ...sheetListRoutes,
  ...importFaultRoutes,
  ...originalFileRoutes,
  ...batchSheetRoutes,
  ...sheetAccountRoutes,
  ...reviewHistoryRoutes,
  ...sheetDecisionRoutes,
  ...auditEventRoutes,
  ...decisionRoutes,
  ...chargeRoutes,
  ...chargeExportRoutes,
  ...monthRoutes,
  ...exportRoutes,
];

let made: ReturnType<typeof openApi> | undefined;

/** The contracts of all endpoints, as OpenAPI. */
export const contract = () => (made ??= openApi(routes));
