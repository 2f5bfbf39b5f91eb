import type { Origin } from '../domain/people/origin';
import type { Problem } from '../domain/refusal';
import type { AuditEntry } from '../prisma/repositories/people/audit';

export type RefusedEntry = AuditEntry & { refused: Problem };
/** What is written down, and where it came from. */
export type RefusedAttempt = [RefusedEntry, Origin];

export interface RefusedAttemptsOptions {
  write: (attempts: RefusedAttempt[]) => Promise<void>;
  /** Called with the number of attempts that are not written down. */
  dropped: (count: number) => void;
  /** How long attempts are counted before the count is written. Milliseconds. */
  windowMs?: number;
  /** Attempts of one person that are written one by one in such a time; further ones are counted. */
  oneByOne?: number;
  /** Persons and addresses that are counted apart in such a time; the rest is counted together. */
  apart?: number;
  /** Attempts that may wait to be written. */
  waiting?: number;
}

const atOnce = 50;
const patienceMs = 2_000;

/**
 * Writes refused attempts down, behind the answer. Nobody can fill the table: attempts of nobody known, and those of a
 * person beyond a number, are counted, and written once a minute with their number.
 */
export function createRefusedAttempts(options: RefusedAttemptsOptions) {
  const { write, dropped, windowMs = 60_000, oneByOne = 30, apart = 100, waiting = 1_000 } = options;
  const queue: RefusedAttempt[] = [];
  let seen = new Map<string, number>();
  let counted = new Map<string, { first: RefusedAttempt; count: number }>();
  let writing: Promise<void> | null = null;

  const writeAll = async () => {
    for (;;) {
      const some = queue.splice(0, atOnce);
      if (some.length === 0) return;
      await write(some).catch(() => dropped(some.length));
    }
  };
  const add = (attempt: RefusedAttempt, count = 1) => {
    if (queue.length >= waiting) return dropped(count);
    queue.push(attempt);
    writing ??= writeAll().finally(() => (writing = null));
  };
  const count = (whose: string, attempt: RefusedAttempt) => {
    const key = counted.size < apart || counted.has(whose) ? whose : 'others';
    const already = counted.get(key);
    if (already) already.count++;
    else counted.set(key, { first: key === 'others' ? ofOthers(attempt) : attempt, count: 1 });
  };
  const writeCounted = () => {
    for (const { first, count } of counted.values()) add(withCount(first, count, windowMs), count);
    seen = new Map();
    counted = new Map();
  };
  const timer = setInterval(writeCounted, windowMs).unref();

  return {
    /** @param network What the address belongs to, for attempts of nobody known. */
    add(attempt: RefusedAttempt, network: string): void {
      const [{ personId }] = attempt;
      if (personId === null) return count(network, attempt);
      const before = seen.get(personId) ?? 0;
      seen.set(personId, before + 1);
      if (before < oneByOne) add(attempt);
      else count(personId, attempt);
    },
    /** Writes what is waiting, for a limited time, and takes no more time for counting. */
    async stop(): Promise<void> {
      clearInterval(timer);
      writeCounted();
      let patience: NodeJS.Timeout | undefined;
      const end = new Promise<void>((resolve) => (patience = setTimeout(resolve, patienceMs)));
      await Promise.race([writing, end]);
      clearTimeout(patience);
    },
  };
}

export type RefusedAttempts = ReturnType<typeof createRefusedAttempts>;

/** Many together: neither what each of them wanted, nor its request, is known any more. */
const withCount = (
  [{ personId, refused }, { address, credential }]: RefusedAttempt,
  count: number,
  windowMs: number,
): RefusedAttempt => [
  {
    personId,
    action: 'refused many',
    subject: 'api',
    refused,
    detail: { count, withinSeconds: windowMs / 1_000 },
  },
  { address, credential },
];

const ofOthers = ([entry]: RefusedAttempt): RefusedAttempt => [{ ...entry, personId: null }, {}];
