import express, { type ErrorRequestHandler, type Express } from 'express';
import { send } from './answer';
import { downloadCallCharges } from './call-charges-file';
import { createClient } from './client-create';
import { convertClient, editClient, readClient } from './client-edit';
import { searchClients } from './client-search';
import { requireKey } from './credentials';
import { operation, type Sandbox, type Work } from './operation';
import { type OperationName } from './operation-names';
import { readOwner, takeOwnership } from './owner';
import { Refusal, refusalAnswer } from './refusal';
import { listSites } from './sites';

/** An Express app without its own ETags, which would hide ours and answer 304 by itself. */
export function bareApp(): Express {
  return express().disable('etag').disable('x-powered-by');
}

export const answerFault: ErrorRequestHandler = async (error, _request, response, next) => {
  if (response.headersSent) next(error);
  else await send(response, refusalAnswer(error));
};

/** The public port: the paths of connect-openapi.yaml and no others. */
export function contractApp(sandbox: Sandbox): Express {
  const does = (name: OperationName, work: Work) => operation(sandbox, name, work);
  const app = bareApp();
  app.get('/sites', does('sites', listSites));
  app.get('/sites/:id/call-charges', does('call-charges', downloadCallCharges));
  app.get('/clients', does('search', searchClients));
  app.post('/clients', does('create', createClient));
  app.get('/clients/:id', does('read', readClient));
  app.patch('/clients/:id', does('edit', editClient));
  app.post('/clients/:id/convert', does('convert', convertClient));
  app.get('/owner', does('owner', readOwner));
  app.put('/owner', does('owner', takeOwnership));
  app.use((request) => {
    requireKey(request, sandbox.key);
    throw new Refusal(404, 'not_found', `The contract has no ${request.method} ${request.path}`);
  });
  return app.use(answerFault);
}
