import { randomUUID } from 'node:crypto';
import { cookiesFor } from '../../api/sign-in/cookies';
import type { OwnStack } from '../../dev/tools/drive/own-stack';
import { type Database, openDatabase } from '../../prisma/client/database';
import { prepared } from '../../prisma/client/prepared';
import { requestTerms } from '../../prisma/client/sessions/terms';
import { hashSecret, newSecret } from '../../prisma/repositories/people/secrets';
import { startSession } from '../../prisma/repositories/people/sessions';
import { startBareServer } from '../reads/bare';
import { aligned } from '../report';
import { bareAccount } from './bare-account';
import { underLoad } from './load';
import { processorMs } from '../processor-time';

const connections = 50;
const warmUp = 2_000;
/** Of one turn: short, so that what else the machine does meets all of them alike. */
const requests = 500;

interface Server {
  name: string;
  url: string;
  headers: Record<string, string>;
  pid: number;
}

/** Of one turn. Milliseconds; processor time of a request. */
interface Turn {
  p50: number;
  p99: number;
  processor: number;
}

/**
 * Reads one linked Account on 50 connections at once: with an API key, with a session, and from a bare server that
 * sends one statement for what is in the answer. In turn, so that other load on the machine affects all of them.
 */
export async function measureAccount(stack: OwnStack, rounds: number): Promise<string> {
  const { info, as } = stack;
  const database = openDatabase(info.database);
  try {
    const id = await linkedAccount(stack, database);
    const url = `${info.api}/v1/accounts/${id}`;
    const { name: cookie } = cookiesFor(new URL(info.console)).session;
    const { id: personId } = (await as.lead.get('/v1/me')) as { id: string };
    const bare = await startBareServer(
      info.database,
      [{ ask: (db) => db.query(bareAccount, [id]) }, { ask: (db) => db.query(prepared(bareAccount), [id]) }],
      requestTerms.connections,
    );
    const pid = stack.pidOf('api');
    const servers: Server[] = [
      { name: 'bare express and pg', url: `${bare.url}/0`, headers: {}, pid: bare.pid },
      { name: 'the same, prepared', url: `${bare.url}/1`, headers: {}, pid: bare.pid },
      { name: 'with an API key', url, headers: { authorization: `Bearer ${info.keys.lead}` }, pid },
      {
        name: 'with a session',
        url,
        headers: { cookie: `${cookie}=${await sessionOf(database, personId)}` },
        pid,
      },
    ];
    console.log(`${rounds} rounds of ${requests} requests to each, on ${connections} connections …`);
    try {
      return report(servers, await inTurn(servers, rounds));
    } finally {
      bare.stop();
    }
  } finally {
    await database.close();
  }
}

/** @returns the turns of each server. */
async function inTurn(servers: Server[], rounds: number): Promise<Turn[][]> {
  for (const { url, headers } of servers) await underLoad({ url, headers, connections, requests: warmUp });
  const turns = servers.map((): Turn[] => []);
  for (let round = 0; round < rounds; round++)
    for (const [at, server] of servers.entries()) turns[at]?.push(await turnOf(server));
  return turns;
}

async function turnOf({ url, headers, pid }: Server): Promise<Turn> {
  const before = processorMs(pid);
  const took = await underLoad({ url, headers, connections, requests });
  const processor = (processorMs(pid) - before) / requests;
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.floor(requests * share)] as number;
  return { p50: at(0.5), p99: at(0.99), processor };
}

/** Medians of the turns; and of what each turn is of the bare server's in the same round. */
function report(servers: Server[], turns: Turn[][]): string {
  const of = (some: Turn[]) =>
    (['p50', 'p99', 'processor'] as const).map((what) => {
      const ratios = some.map((turn, round) => turn[what] / (turns[0]?.[round]?.[what] ?? NaN));
      return [median(some.map((turn) => turn[what])), median(ratios)] as const;
    });
  const lines = servers.map(({ name }, at) => {
    const figures = of(turns[at] ?? []);
    return [name, ...figures.map(([ms]) => ms.toFixed(2)), ...figures.map(([, ratio]) => ratio.toFixed(2))];
  });
  const head = ['', 'p50 ms', 'p99 ms', 'processor ms', 'ratio of p50', 'of p99', 'of processor'];
  return aligned(head, lines);
}

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** A new Account that has been sent. @returns its id. */
async function linkedAccount({ as }: OwnStack, database: Database): Promise<string> {
  const [location] = await database.query<{ id: string }>(
    `SELECT id FROM location WHERE name = 'London Bridge'`,
  );
  const { id } = await as.ops.post('/v1/accounts', {
    accountsId: `BENCH-${randomUUID().slice(0, 8)}`,
    name: 'Tenant of the measurement',
    type: 'Residential',
    locationId: location?.id ?? '',
  });
  await as.ops.post(`/v1/accounts/${id}/send-to-connect`);
  for (;;) {
    const { connectState } = (await as.ops.get(`/v1/accounts/${id}`)) as { connectState: string };
    if (connectState === 'linked') return id;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function sessionOf(database: Database, personId: string): Promise<string> {
  const secret = newSecret();
  await database.transaction((tx) =>
    startSession(tx, {
      personId,
      tokenSha256: hashSecret(secret),
      signedInAt: new Date(),
      provedAt: null,
      userAgent: 'bench',
    }),
  );
  return secret;
}
