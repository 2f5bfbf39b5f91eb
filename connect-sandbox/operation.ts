import { setTimeout as pause } from 'node:timers/promises';
import express, { type Request, type RequestHandler, type Response } from 'express';
import { type Pool } from 'pg';
import { type Answer, send } from './answer';
import { billingReferenceOf } from './billing-reference';
import { requireKey } from './credentials';
import { type FaultRule } from './fault-schemas';
import { type FaultSettings, takeFaults } from './faults';
import { type OperationName } from './operation-names';
import { refusalAnswer } from './refusal';
import { logOutcome, logReceived } from './request-log';

export interface Sandbox {
  pool: Pool;
  key: string;
  /** Aborted when the server stops and has waited long enough: ends every delay. */
  stopping: AbortSignal;
}

export interface OperationContext {
  pool: Pool;
  request: Request;
  /** Id in the request log. */
  requestId: string;
  settings: FaultSettings;
  /** The delay that a fault requests before the work; none otherwise. */
  beforeWork: () => Promise<void>;
}

export type Work = (context: OperationContext) => Promise<Answer>;

const readJson = express.json({ limit: '1mb' });
const readBody = (request: Request, response: Response): Promise<void> =>
  new Promise((resolve, reject) =>
    readJson(request, response, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(error instanceof Error ? error : new Error('The body cannot be read'));
    }),
  );

function faultAnswer(rule: FaultRule & { status: number }): Answer {
  const headers = rule.retryAfter === undefined ? undefined : { 'Retry-After': rule.retryAfter };
  const body = rule.body ?? { code: 'fault_injected', message: `A fault rule answers ${rule.status}` };
  const outcome = `fault ${rule.status}${rule.commit ? ' after commit' : ''}`;
  return { status: rule.status, headers, body, outcome };
}

const hasStatus = (rule: FaultRule): rule is FaultRule & { status: number } => rule.status !== undefined;

/** The answer under a rule; undefined if the connection is to be dropped. */
async function workUnder(rule: FaultRule, work: () => Promise<Answer>): Promise<Answer | undefined> {
  if (rule.drop === 'before') return undefined;
  if (hasStatus(rule) && !rule.commit) return faultAnswer(rule);
  const answer = await work();
  if (rule.drop === 'after-commit') return undefined;
  return hasStatus(rule) && answer.status < 400 ? faultAnswer(rule) : answer;
}

async function perform(
  sandbox: Sandbox,
  name: OperationName,
  work: Work,
  requestId: string,
  request: Request,
) {
  const { pool, stopping } = sandbox;
  const reference = await billingReferenceOf(pool, name, request);
  const { rule = { operation: name }, settings } = await takeFaults(pool, requestId, name, reference);
  const wait = async (ms: number | undefined) => {
    if (ms) await pause(ms, undefined, { signal: stopping });
  };
  // A create waits within its transaction, so that its Idempotency-Key is in flight meanwhile.
  const waitsItself =
    name === 'create' && rule.drop !== 'before' && (rule.status === undefined || rule.commit);
  if (!waitsItself) await wait(rule.delayBeforeMs);
  const beforeWork = () => (waitsItself ? wait(rule.delayBeforeMs) : Promise.resolve());
  const answer = await workUnder(rule, () => work({ pool, request, requestId, settings, beforeWork }));
  await wait(rule.delayMs);
  return { answer, dropped: `dropped ${rule.drop?.replace('-', ' ') ?? ''}` };
}

/** One operation of the contract: log it, check the key, apply a fault, do the work, answer. */
export function operation(sandbox: Sandbox, name: OperationName, work: Work): RequestHandler {
  return async (request, response) => {
    let requestId: string | undefined;
    let answer: Answer | undefined;
    let dropped = '';
    try {
      requestId = await logReceived(sandbox.pool, name, request.get('Idempotency-Key'));
      requireKey(request, sandbox.key);
      await readBody(request, response);
      ({ answer, dropped } = await perform(sandbox, name, work, requestId, request));
    } catch (error) {
      answer = refusalAnswer(error);
    }
    // The work is done: a failure to write the log does not change the answer.
    if (requestId !== undefined)
      await logOutcome(sandbox.pool, requestId, answer?.status ?? null, answer?.outcome ?? dropped).catch(
        () => undefined,
      );
    if (answer) await send(response, answer);
    else request.socket.destroy();
  };
}
