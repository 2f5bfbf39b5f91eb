import express, { type Express, type Request } from 'express';
import { type Pool } from 'pg';
import { z } from 'zod';
import { endClient, removeClient } from './client-end';
import { answerFault, bareApp } from './contract-app';
import { faults } from './fault-schemas';
import { readFaults, replaceFaults } from './faults';
import { callOrder, makeCalls } from './make-calls';
import { parse, Refusal } from './refusal';
import { readRequests, readStats } from './request-log';
import { reset } from './reset';
import { putSite } from './sites';

function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

const site = z.strictObject({
  name: z.string().min(1),
  timeZone: z.string().refine(isTimeZone, 'must be an IANA time zone such as Europe/London'),
});
const requestQuery = z.object({
  operation: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(10_000).default(200),
});
const idOf = (request: Request): string => String(request.params.id);

/** The control port: sets the sandbox's contents and faults. Loopback only, no key, not part of the contract. */
export function controlApp(pool: Pool): Express {
  const app = bareApp().use(express.json({ limit: '8mb' }));
  app.get('/health', async (_request, response) => {
    await pool.query('SELECT 1');
    response.json({ status: 'ok' });
  });
  app.put('/sites/:id', async (request, response) => {
    const made = { id: idOf(request), ...parse(site, request.body) };
    await putSite(pool, made);
    response.json(made);
  });
  app.post('/clients/:id/end', async (request, response) => {
    response.json(await endClient(pool, idOf(request)));
  });
  app.delete('/clients/:id', async (request, response) => {
    response.json(await removeClient(pool, idOf(request)));
  });
  app.post('/calls', async (request, response) => {
    response.status(201).json(await makeCalls(pool, parse(callOrder, request.body)));
  });
  app.get('/stats', async (_request, response) => {
    response.json(await readStats(pool));
  });
  app.get('/requests', async (request, response) => {
    const { operation, limit } = parse(requestQuery, request.query);
    response.json(await readRequests(pool, operation, limit));
  });
  app.post('/reset', async (_request, response) => {
    await reset(pool);
    response.json({ status: 'empty' });
  });
  app.get('/faults', async (_request, response) => {
    response.json(await readFaults(pool));
  });
  app.put('/faults', async (request, response) => {
    await replaceFaults(pool, parse(faults, request.body));
    response.json(await readFaults(pool));
  });
  app.delete('/faults', async (_request, response) => {
    await replaceFaults(pool, parse(faults, {}));
    response.json(await readFaults(pool));
  });
  app.use((request) => {
    throw new Refusal(404, 'not_found', `The control port has no ${request.method} ${request.path}`);
  });
  return app.use(answerFault);
}
