import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { createConnect } from '../connectors/connect/connect';
import type { RateLimiter } from '../connectors/connect/rate-limiter';
import { createFileStore } from '../connectors/file-store/create-file-store';
import type { Database } from '../prisma/client/database';
import { recordAudit } from '../prisma/repositories/people/audit';
import { createRateLimiter } from '../prisma/repositories/sends/rate-limiter';
import type { ApiSettings } from '../config/api-settings';
import { signInSettings } from '../config/sign-in-settings';
import { createPayloadCodec } from '../config/payload-codec';
import { closeDatabases, openDatabases } from './databases';
import { startLiveHints } from './hints/live-hints';
import { shareFailedAttempts } from './http/failed-attempts';
import { guardConnections } from './http/guard-connections';
import { createMetrics } from './metrics';
import { answerBrokenRequests } from './http/broken-requests';
import { createRefusedAttempts } from './refused-attempts';
import { createApp } from './server';
import { createSignIn } from './sign-in/sign-in';
import { lazyConnection } from './temporal-connection';

/** A silent connection is given up after 20 s, instead of 45. Temporal's server does not accept more frequent pings. */
const soonSilent = { 'grpc.keepalive_time_ms': 15_000, 'grpc.keepalive_timeout_ms': 5_000 };
/** Longest time that a person waits for the rate limiter. */
const maxRateLimitWaitMs = 3_000;
/** Longest time that a person waits for Connect: together with the rest, they are answered within 5 s. */
const connectWaitMs = 4_000;
const drainMs = 10_000;
/** How long a client may leave an answer unread. */
const unreadMs = 30_000;
/** After the deadline of an upload, which sends an answer. */
const cutOffMs = 60_000;

export interface RunningApi {
  port: number;
  /** Takes no new requests, finishes running ones (10 s at most), and closes everything. */
  stop(): Promise<void>;
}

/** The composition root of the API. Port 0 picks a free one. */
export async function startApi(config: ApiSettings, log: Logger): Promise<RunningApi> {
  const databases = openDatabases(config.DATABASE_URL);
  const { database } = databases;
  const connection = lazyConnection(
    { ...config.temporal.connection, channelArgs: soonSilent },
    config.DECISION_WAIT_MS,
  );
  const files = await createFileStore(config.fileStore);
  const settings = signInSettings(config);
  const noSignIn = 'reason' in settings ? settings.reason : null;
  if (noSignIn !== null && config.OIDC_ISSUER !== undefined) log.warn(noSignIn);
  const sessions = sessionLimits(config);
  const hints = startLiveHints(database, sessions);
  const metrics = createMetrics(database, () => hints.count());
  const attempts = createRefusedAttempts({
    write: (some) =>
      database.transaction(async (tx) => {
        for (const [entry, origin] of some) await recordAudit(tx, entry, origin);
      }),
    dropped: (count) => {
      metrics.attemptsDropped(count);
      log.warn({ count }, 'refused attempts are not in the audit trail');
    },
  });
  const failures = shareFailedAttempts(database, config.FAILED_ATTEMPTS_PER_MINUTE);
  const app = createApp({
    ...databases,
    signIn:
      'reason' in settings
        ? null
        : createSignIn(settings, { sessions, invitationMs: 3_600_000 * config.INVITATION_HOURS }),
    noSignIn,
    temporal: new Client({
      connection,
      namespace: config.temporal.namespace,
      dataConverter: { payloadCodecs: [createPayloadCodec(config.PAYLOAD_KEYS)] },
    }),
    connect: createConnect({
      baseUrl: config.CONNECT_BASE_URL,
      apiKey: config.CONNECT_API_KEY,
      timeoutMs: Math.min(config.CONNECT_TIMEOUT_MS, connectWaitMs),
      rateLimiter: editLimiter(database, config.CONNECT_CALLS_PER_SECOND),
    }),
    files,
    temporalUi: config.TEMPORAL_UI_URL ?? null,
    maxUploadBytes: config.MAX_UPLOAD_BYTES,
    uploadTimeoutMs: config.UPLOAD_TIMEOUT_MS,
    uploadIdleTimeoutMs: config.UPLOAD_IDLE_TIMEOUT_MS,
    proxies: config.TRUST_PROXY,
    decisionWaitMs: config.DECISION_WAIT_MS,
    // Also where its other settings are wrong: a mistake must not let admins make the keys of people.
    signInConfigured: config.OIDC_ISSUER !== undefined,
    allowSingleAdmin: config.ALLOW_SINGLE_ADMIN,
    metrics,
    attempts,
    hints,
    failures,
    requestLimits: {
      perSecond: config.REQUESTS_PER_SECOND,
      anonymousPerSecond: config.ANONYMOUS_REQUESTS_PER_SECOND,
    },
    bodyTimeoutMs: config.BODY_TIMEOUT_MS,
    log: (level, message, details) => log[level](details, message),
  });
  const server = createServer({ ...serverOptions(config), requireHostHeader: false }, app);
  answerBrokenRequests(server);
  guardConnections(server, {
    max: config.MAX_CONNECTIONS,
    // Of somebody who only wants to keep others out, there may be half.
    maxOfOne: config.TRUST_PROXY > 0 ? null : Math.ceil(config.MAX_CONNECTIONS / 2),
    unreadMs,
    refused: (why) => log.warn({ why }, 'connections are refused: there are too many'),
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(config.PORT, config.HOST, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.all([hints.stop(), failures.stop()]);
      server.closeIdleConnections();
      server.keepAliveTimeout = 1; // clients that already have their last answer are not waited for
      const drain = setTimeout(() => server.closeAllConnections(), drainMs);
      await closed;
      clearTimeout(drain);
      await files.drain();
      await attempts.stop();
      await Promise.all([connection.close(), closeDatabases(databases)]);
    },
  };
}

/** Node looks at these once a second. Headers have 16 kB. */
const serverOptions = (config: ApiSettings) => ({
  connectionsCheckingInterval: 1_000,
  headersTimeout: config.HEADERS_TIMEOUT_MS,
  requestTimeout: config.UPLOAD_TIMEOUT_MS + cutOffMs,
  keepAliveTimeout: config.KEEP_ALIVE_TIMEOUT_MS,
  maxHeaderSize: 16_384,
});

const sessionLimits = ({ SESSION_IDLE_MINUTES, SESSION_MAX_HOURS }: ApiSettings) => ({
  idleMs: 60_000 * SESSION_IDLE_MINUTES,
  maxMs: 3_600_000 * SESSION_MAX_HOURS,
});

/** Edits take at most half of the calls: the rest is reserved for sends. */
function editLimiter(database: Database, callsPerSecond: number): RateLimiter {
  const all = createRateLimiter(database, 'connect', callsPerSecond);
  const edits = createRateLimiter(database, 'connect edits', callsPerSecond / 2);
  return {
    async acquire({ signal } = {}) {
      const soon = { signal, withinMs: maxRateLimitWaitMs };
      await edits.acquire(soon);
      await all.acquire(soon).catch(async (error: unknown) => {
        await edits.giveBack();
        throw error;
      });
    },
  };
}
