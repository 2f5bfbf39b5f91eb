import type { z } from 'zod';
import type { Client, ClientEdit, NewClient } from '../../domain/sends/client';
import { foldName } from '../../domain/text/fold';
import { readAnswer } from './answer';
import { createBreaker } from './breaker';
import { ConnectError } from './connect-error';
import { clientPageSchema, clientSchema } from './schemas';

export interface ConnectOptions {
  baseUrl: string;
  apiKey: string;
  /** Milliseconds until a call without an answer counts as unknown. */
  timeoutMs: number;
  /** Waits until a call may be made; shared by all processes. @param signal Whoever leaves need not wait. */
  takeTurn: (signal?: AbortSignal) => Promise<void>;
  /** How often Connect is tried while it does not answer. Milliseconds; as long as a call may take, where absent. */
  tryEveryMs?: number;
}

export interface ClientFilter {
  billingReference?: string;
  siteId?: string;
  name?: string;
}

/** Connect over HTTP. Every method throws ConnectError; and what `takeTurn` throws, where it waits for a turn. */
export interface Connect {
  /** Waits for a turn; every method but `createClient` does so itself. */
  takeTurn(): Promise<void>;
  findClients(filter: ClientFilter): Promise<Client[]>;
  /**
   * Takes no turn, so that nothing stands between noting the intent and sending it: take one before.
   * @param withinMs what is left of the time-out: the call is broken off then.
   */
  createClient(client: NewClient, idempotencyKey: string, withinMs: number): Promise<Client>;
  readClient(id: string): Promise<Client>;
  /** @param signal Of whoever asked: who leaves while waiting for a turn gives it back. */
  editClient(id: string, edit: ClientEdit, signal?: AbortSignal): Promise<Client>;
  convertClient(id: string, signal?: AbortSignal): Promise<Client>;
}

/** More pages than this for one filter: the other side does not honour it. */
const maxPages = 50;

export function createConnect({
  baseUrl,
  apiKey,
  timeoutMs,
  takeTurn: waitForTurn,
  tryEveryMs = timeoutMs,
}: ConnectOptions): Connect {
  const base = baseUrl.replace(/\/+$/, '');
  const breaker = createBreaker({ tryEveryMs });
  const takeTurn = async (signal?: AbortSignal) => {
    breaker.admit();
    await waitForTurn(signal);
  };

  async function call<T>(
    path: string,
    init: RequestInit,
    status: number,
    schema: z.ZodType<T>,
    withinMs = timeoutMs,
  ): Promise<T> {
    try {
      const response = await fetch(base + path, {
        ...init,
        redirect: 'manual',
        signal: AbortSignal.timeout(Math.max(1, Math.floor(withinMs))),
        headers: { authorization: `Bearer ${apiKey}`, accept: 'application/json', ...init.headers },
      });
      const answer = await readAnswer(response, status, schema);
      breaker.answered();
      return answer;
    } catch (error) {
      if (error instanceof ConnectError) {
        breaker.answered();
        throw withoutKey(error);
      }
      breaker.unanswered();
      throw new ConnectError({ kind: 'unreachable', message: reasonOf(error) });
    }
  }

  /** Connect may repeat what it was sent. */
  const withoutKey = ({ fault }: ConnectError) =>
    new ConnectError({ ...fault, message: fault.message.replaceAll(apiKey, '…') });
  const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
  /** @throws ConnectError contract where another client is answered with than the one that was asked for. */
  const ofClient = async (id: string, path: string, init: RequestInit, signal?: AbortSignal) => {
    await takeTurn(signal);
    const client = await call(`/clients/${encodeURIComponent(id)}${path}`, init, 200, clientSchema);
    if (client.id === id) return client;
    throw new ConnectError({ kind: 'contract', message: 'the answer is about another client' });
  };

  return {
    takeTurn,
    async findClients(filter) {
      const found: Client[] = [];
      let cursor: string | null | undefined;
      for (let page = 0; page < maxPages; page++) {
        await takeTurn();
        const query = new URLSearchParams({ ...filter, limit: '200', ...(cursor ? { cursor } : {}) });
        const answer = await call(`/clients?${query.toString()}`, {}, 200, clientPageSchema);
        found.push(...answer.items.filter((client) => fits(client, filter)));
        cursor = answer.next;
        if (!cursor) return found;
      }
      throw new ConnectError({ kind: 'contract', message: `a search did not end after ${maxPages} pages` });
    },
    async createClient(wanted, idempotencyKey, withinMs) {
      const init = { method: 'POST', ...json(wanted, { 'idempotency-key': idempotencyKey }) };
      const made = await call('/clients', init, 201, clientSchema, withinMs);
      if (isWhatWasAsked(made, wanted)) return made;
      throw new ConnectError({
        kind: 'contract',
        message: 'the client that was answered is not the one asked for',
      });
    },
    readClient: (id) => ofClient(id, '', {}),
    editClient: (id, edit, signal) => ofClient(id, '', { method: 'PATCH', ...json(edit) }, signal),
    convertClient: (id, signal) => ofClient(id, '/convert', { method: 'POST' }, signal),
  };
}

/** Somebody else's client must never be taken for the one just made. */
const isWhatWasAsked = (made: Client, wanted: NewClient): boolean =>
  made.siteId === wanted.siteId && foldName(made.billingReference) === foldName(wanted.billingReference);

/** A system that ignores a filter must not make us take one client for another. */
function fits(client: Client, filter: ClientFilter): boolean {
  return (
    (filter.billingReference === undefined ||
      foldName(client.billingReference) === foldName(filter.billingReference)) &&
    (filter.siteId === undefined || client.siteId === filter.siteId) &&
    (filter.name === undefined || foldName(client.name) === foldName(filter.name))
  );
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer';
  if (error.name === 'TimeoutError') return 'no answer in time';
  const cause = error.cause as { code?: string } | undefined;
  return cause?.code ? `no answer (${cause.code})` : 'no answer';
}
