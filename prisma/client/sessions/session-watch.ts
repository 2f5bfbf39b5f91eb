import { type Ask, terminateSessions, lookAtSessions, type SessionLook } from './session-looks';
import { StallDetector } from './stall-detector';

export interface WatchedSession {
  pid: number;
  /** The server is working for it, or waiting for a lock on its behalf. */
  alive: () => void;
  /** It has ended, or the server is waiting for us while we wait for the server: no answer will come. */
  lost: () => void;
}

export interface SessionWatch {
  /** @returns the function that stops watching. */
  watch(session: WatchedSession): () => void;
}

const lookEveryMs = 1_000;
/** Most transactions end before anybody needs to look. */
const firstLookAfterMs = 1_500;
/** Longer than we ever pause between two statements of a transaction. */
const lostAfterMs = 10_000;
/** Longer than it takes to find the next row of a file for a COPY. */
const lostInCopyAfterMs = 60_000;
/** Longer than a healthy session ever waits for its client while others wait for it. */
const frozenAfterMs = 5_000;

/**
 * Watches slow sessions, from a connection reserved for this. Reports whose server is working, gives up connections
 * that went silent without being closed, and terminates sessions that block a watched one while their own client is
 * frozen or gone: those would hold their locks for hours. Only uncommitted work is lost, and it is started again.
 */
export function createSessionWatch(ask: Ask): SessionWatch {
  const sessions = new Map<WatchedSession, number>();
  const stalls = new StallDetector();
  let looking = false;
  let timer: NodeJS.Timeout | undefined;

  const look = async () => {
    const now = performance.now();
    const due = [...sessions].filter(([, since]) => now - since >= firstLookAfterMs).map(([one]) => one);
    if (due.length === 0) return;
    const pids = due.map(({ pid }) => pid);
    const found = new Map((await lookAtSessions(ask, pids)).map((one) => [one.pid, one]));
    for (const session of due) if (sessions.has(session)) judge(session, found.get(session.pid), stalls);
    await terminateBlockers(ask, stalls, [
      ...new Set([...found.values()].flatMap(({ blockers }) => blockers)),
    ]);
  };
  const tick = () => {
    if (looking) return;
    looking = true;
    void look()
      .catch(() => undefined) // the next look tries again
      .finally(() => (looking = false));
  };

  return {
    watch(session) {
      sessions.set(session, performance.now());
      timer ??= setInterval(tick, lookEveryMs);
      return () => {
        sessions.delete(session);
        if (sessions.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}

function judge(session: WatchedSession, found: SessionLook | undefined, stalls: StallDetector): void {
  if (!found) return session.lost();
  const sameForMs = stalls.look(found.pid, found.signature);
  if (found.active && (!found.waitsForClient || sameForMs === 0)) return session.alive();
  if (sameForMs >= (found.active ? lostInCopyAfterMs : lostAfterMs)) session.lost();
}

async function terminateBlockers(ask: Ask, stalls: StallDetector, blockers: number[]): Promise<void> {
  if (blockers.length === 0) return;
  const frozen = (await lookAtSessions(ask, blockers)).filter(
    ({ pid, signature, waitsForClient }) => waitsForClient && stalls.look(pid, signature) >= frozenAfterMs,
  );
  if (frozen.length > 0)
    await terminateSessions(
      ask,
      frozen.map(({ pid }) => pid),
    );
}
