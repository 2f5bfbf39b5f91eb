import type { z } from 'zod';
import type { Client, ClientEdit, NewClient } from '../../domain/sends/client';
import { foldName } from '../../domain/text/fold';
import { readAnswer } from './answer';
import { createBreaker } from './breaker';
import { ConnectError } from './connect-error';
import { type Asked, createExchange, NoAnswerInTime } from './exchange';
import type { RateLimiter } from './rate-limiter';
import { clientPageSchema, clientSchema, sitesSchema } from './schemas';

export interface ConnectOptions {
  baseUrl: string;
  apiKey: string;
  /** Milliseconds after which a call without an answer counts as unknown. */
  timeoutMs: number;
  rateLimiter: RateLimiter;
  /**
   * How often Connect is tried while it does not answer, milliseconds; defaults to the longest time that a call may
   * take.
   */
  tryEveryMs?: number;
  /** How long an unused connection is kept, milliseconds; 3 s by default, where most servers keep theirs for 5. */
  unusedMs?: number;
}

export interface ClientFilter {
  billingReference?: string;
  siteId?: string;
  name?: string;
}

export interface CreateOptions {
  /**
   * Called immediately before the request is sent, with no delay in between.
   * @returns Milliseconds that the call may take before it is aborted; null if it must no longer be made.
   */
  beforeSend: () => Promise<number | null>;
}

export interface Site {
  id: string;
  name: string;
  /** As Connect spells it; null where it does not say. */
  timeZone: string | null;
}

/**
 * Connect over HTTP. Every method first acquires the rate limiter, and throws ConnectError or the rate limiter's
 * errors.
 */
export interface Connect {
  findClients(filter: ClientFilter): Promise<Client[]>;
  /** @returns null if `beforeSend` cancelled it: then nothing was sent. */
  createClient(client: NewClient, idempotencyKey: string, options: CreateOptions): Promise<Client | null>;
  readClient(id: string): Promise<Client>;
  /** @param signal The caller's: if it is aborted while waiting for the rate limiter, the reserved slot is returned. */
  editClient(id: string, edit: ClientEdit, signal?: AbortSignal): Promise<Client>;
  convertClient(id: string, signal?: AbortSignal): Promise<Client>;
  /** Sites that these credentials may use. @param withinMs Longest time for the answer, once it is asked for. */
  listSites(signal: AbortSignal, withinMs: () => number): Promise<Site[]>;
}

type Init = Partial<Omit<Asked, 'withinMs'>>;

/** If a filter yields more pages than this, the other side does not honour it. */
const maxPages = 50;

export function createConnect({
  baseUrl,
  apiKey,
  timeoutMs,
  rateLimiter,
  tryEveryMs = timeoutMs,
  unusedMs = 3_000,
}: ConnectOptions): Connect {
  const base = baseUrl.replace(/\/+$/, '');
  const breaker = createBreaker({ tryEveryMs });
  const exchange = createExchange(unusedMs);
  const acquire = async (signal?: AbortSignal) => {
    breaker.admit();
    await rateLimiter.acquire({ signal });
  };

  async function call<T>(
    path: string,
    init: Init,
    status: number,
    schema: z.ZodType<T>,
    withinMs = timeoutMs,
  ): Promise<T> {
    try {
      const answered = await exchange(base + path, {
        method: 'GET',
        ...init,
        withinMs: Math.max(1, Math.floor(withinMs)),
        headers: { authorization: `Bearer ${apiKey}`, accept: 'application/json', ...init.headers },
      });
      const answer = readAnswer(answered, status, schema);
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

  /** Connect may echo what it was sent. */
  const withoutKey = ({ fault }: ConnectError) =>
    new ConnectError({ ...fault, message: fault.message.replaceAll(apiKey, '…') });
  const json = (body: unknown, headers: Record<string, string> = {}): Init => ({
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
  /** @throws ConnectError contract if the answer is about another client than the one asked for. */
  const ofClient = async (id: string, path: string, init: Init, signal?: AbortSignal) => {
    await acquire(signal);
    const client = await call(`/clients/${encodeURIComponent(id)}${path}`, init, 200, clientSchema);
    if (client.id === id) return client;
    throw new ConnectError({ kind: 'contract', message: 'the answer is about another client' });
  };

  return {
    async findClients(filter) {
      const found: Client[] = [];
      let cursor: string | null | undefined;
      for (let page = 0; page < maxPages; page++) {
        await acquire();
        const query = new URLSearchParams({ ...filter, limit: '200', ...(cursor ? { cursor } : {}) });
        const answer = await call(`/clients?${query.toString()}`, {}, 200, clientPageSchema);
        found.push(...answer.items.filter((client) => fits(client, filter)));
        cursor = answer.next;
        if (!cursor) return found;
      }
      throw new ConnectError({ kind: 'contract', message: `a search did not end after ${maxPages} pages` });
    },
    async createClient(wanted, idempotencyKey, { beforeSend }) {
      await acquire();
      const withinMs = await beforeSend();
      if (withinMs === null) return null;
      const init = { method: 'POST', ...json(wanted, { 'idempotency-key': idempotencyKey }) };
      const made = await call('/clients', init, 201, clientSchema, withinMs);
      if (isWhatWasAsked(made, wanted)) return made;
      throw new ConnectError({
        kind: 'contract',
        message: 'the client in the answer is not the one asked for',
      });
    },
    readClient: (id) => ofClient(id, '', {}),
    editClient: (id, edit, signal) => ofClient(id, '', { method: 'PATCH', ...json(edit) }, signal),
    async listSites(signal, withinMs) {
      await acquire(signal);
      return (await call('/sites', {}, 200, sitesSchema, Math.min(timeoutMs, withinMs()))).items;
    },
    convertClient: (id, signal) => ofClient(id, '/convert', { method: 'POST' }, signal),
  };
}

/** Another client must never be mistaken for the one just created. */
const isWhatWasAsked = (made: Client, wanted: NewClient): boolean =>
  made.siteId === wanted.siteId && foldName(made.billingReference) === foldName(wanted.billingReference);

/** A system that ignores a filter must not make us mistake one client for another. */
function fits(client: Client, filter: ClientFilter): boolean {
  return (
    (filter.billingReference === undefined ||
      foldName(client.billingReference) === foldName(filter.billingReference)) &&
    (filter.siteId === undefined || client.siteId === filter.siteId) &&
    (filter.name === undefined || foldName(client.name) === foldName(filter.name))
  );
}

function reasonOf(error: unknown): string {
  if (error instanceof NoAnswerInTime) return error.message;
  const { code } = error as { code?: string };
  return code ? `no answer (${code})` : 'no answer';
}
