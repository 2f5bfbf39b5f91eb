import type { Writable } from 'node:stream';
import type { Credential } from '../../domain/people/credential';
import { type Change, changesFor } from '../../domain/people/hint';
import type { Person } from '../../domain/people/roles';
import type { Database } from '../../prisma/client/database';
import { listen } from '../../prisma/client/listen';
import { stillLetIn } from '../../prisma/repositories/people/held-credentials';
import type { SessionLimits } from '../../prisma/repositories/people/sessions';
import { HintStream } from './hint-stream';
import { parseChange } from './parse-change';
import { RecentChanges } from './recent-changes';
import { throttleProgress } from './throttle-progress';

export interface Subscriber {
  personId: string;
  credential: Credential;
  /** How far it had come when it was last connected. */
  lastToken: string | undefined;
  /** What it shows was read no longer ago than this. */
  lookBackMs?: number | undefined;
  out: Writable;
}

/** Tells clients that something has changed, but not what it is now. */
export interface LiveHints {
  /** Resolves when the stream has ended: by the client, or because its key or session has. */
  stream(subscriber: Subscriber): Promise<void>;
  count(): number;
  /** Ends all streams; their clients come back, and reach another process. */
  stop(): Promise<void>;
}

interface Client extends Pick<Subscriber, 'personId' | 'credential'> {
  stream: HintStream;
  sees: (change: Change) => boolean;
  since: number;
  checkedAt: number;
  /** There was something while its rights were not known. */
  hasMissed: boolean;
}

const heartbeatEveryMs = 15_000;
const checkEveryMs = 2_000;
/** Nobody is told anything by rights that are older than this. */
const rightsLastMs = 10_000;
/** A token may be withdrawn at its issuer, which nobody tells us: its holder has to show one again. */
const tokenLastsMs = 300_000;

/** Browsers come back at different times, not all at once. */
const soon = () => 1_000 + Math.random() * 4_000;

/** @param sessions How long sessions last; the streams of a session end with it. */
export function startLiveHints(database: Database, sessions: SessionLimits): LiveHints {
  const clients = new Set<Client>();
  const recent = new RecentChanges();
  let stopped = false;

  const lookAgain = (client: Client) => {
    client.hasMissed = false;
    client.stream.lookAgain(recent.token);
  };
  const tell = (change: Change) => {
    const token = recent.add(change);
    const now = performance.now();
    for (const client of clients)
      if (now - client.checkedAt > rightsLastMs) client.hasMissed = true;
      else if (client.sees(change)) client.stream.add(change, token);
  };
  const throttled = throttleProgress(tell);

  const check = async () => {
    const asked = [...clients];
    const askedAt = performance.now();
    const letIn = await stillLetIn(database, asked, sessions);
    for (const client of asked) {
      const person = letIn.get(client);
      const isExpired = client.credential.kind === 'token' && askedAt - client.since > tokenLastsMs;
      if (!person || isExpired) client.stream.end();
      else {
        Object.assign(client, { sees: changesFor(person), checkedAt: askedAt });
        if (client.hasMissed) lookAgain(client);
      }
    }
  };
  const checking = repeat(check, checkEveryMs);
  const heartbeats = setInterval(() => clients.forEach(({ stream }) => stream.beat()), heartbeatEveryMs);

  const endListening = listen(database, {
    channel: 'hints',
    onNotification(payload) {
      const change = parseChange(payload);
      if (!change) return;
      if (change.kind === 'person') checking.now();
      throttled.take(change);
    },
    begun() {
      recent.forget();
      clients.forEach(lookAgain);
    },
  });

  const missedBy = (lastToken: string | undefined, lookBackMs: number | undefined) => {
    if (lastToken !== undefined) return recent.since(lastToken);
    return lookBackMs === undefined ? [] : recent.within(lookBackMs);
  };

  const begin = (stream: HintStream, person: Person, subscriber: Subscriber) => {
    const { personId, credential, lastToken, lookBackMs } = subscriber;
    const now = performance.now();
    const sees = changesFor(person);
    stream.reconnectAfter(soon());
    const missed = missedBy(lastToken, lookBackMs);
    if (missed === null) stream.lookAgain(recent.token);
    else {
      if (lastToken === undefined) stream.begin(recent.token);
      for (const change of missed) if (sees(change)) stream.add(change, recent.token);
    }
    return { personId, credential, stream, sees, since: now, checkedAt: now, hasMissed: false };
  };

  return {
    async stream(subscriber) {
      const { out } = subscriber;
      const ended = new Promise<void>((resolve) => out.once('close', resolve));
      const person = (await stillLetIn(database, [subscriber], sessions)).get(subscriber);
      if (!person || stopped || out.destroyed) return void out.end();
      const client = begin(new HintStream(out), person, subscriber);
      clients.add(client);
      await ended;
      clients.delete(client);
    },
    count: () => clients.size,
    async stop() {
      stopped = true;
      clearInterval(heartbeats);
      throttled.stop();
      for (const { stream } of clients) {
        stream.reconnectAfter(soon());
        stream.end();
      }
      await Promise.all([checking.stop(), endListening()]);
    },
  };
}

/** Runs `work` again and again, and at once when asked to. If it fails, the next time tries again. */
function repeat(work: () => Promise<void>, everyMs: number) {
  let running: Promise<void> | null = null;
  let isAskedFor = false;
  const run = (): void => {
    isAskedFor = running !== null;
    running ??= work()
      .catch(() => undefined)
      .finally(() => {
        running = null;
        if (isAskedFor) run();
      });
  };
  const timer = setInterval(run, everyMs);
  return {
    now: run,
    async stop() {
      clearInterval(timer);
      isAskedFor = false;
      await running;
    },
  };
}
