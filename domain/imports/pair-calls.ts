import { type Call, type Compared, compared, isLike } from './same-call';

/** Rows and claims by their places. */
export type Pair = [row: number, claim: number];

/** So many comparisons are no trouble; beyond, some calls of one moment could be paired otherwise. */
const maxCompared = 250_000;

/**
 * Pairs the rows of a file with the claimed calls of the same moment: exact ones first, then those that are like each
 * other, one to one and as many as there can be. No call is in two pairs.
 * @param rows All with the same start. @param claims Of other files, with that start.
 */
export function pairCalls(rows: Call[], claims: Call[]): Pair[] {
  const [row, ...moreRows] = rows.map(compared);
  const [claim, ...moreClaims] = claims.map(compared);
  if (row === undefined || claim === undefined) return [];
  // As nearly all are.
  if (moreRows.length + moreClaims.length === 0) return isLike(row, claim) ? [[0, 0]] : [];
  const pairing = new Pairing([row, ...moreRows], [claim, ...moreClaims]);
  pairing.settleBy(({ recordId, raw }) => `${recordId ?? ''}\u001f${raw}`);
  pairing.pairBy(({ recordId }) => recordId, isLike);
  pairing.pairBy(({ raw }) => raw, isLike);
  // What has the same duration as well is the likeliest; a partner that fits fewer is found first.
  pairing.pairBy(({ number, extension, duration }) => keyOf(number, extension, duration), isLike);
  pairing.pairBy(({ extension, duration }) => keyOf(extension, duration), isLike);
  pairing.pairBy(({ number, duration }) => keyOf(number, duration), isLike);
  pairing.pairBy(({ number, extension }) => keyOf(number, extension), isLike);
  pairing.pairBy(({ number }) => number, isLike);
  pairing.pairMore(isLike);
  return pairing.pairs();
}

/** Null where one of the parts is not known. */
const keyOf = (...parts: (string | number | null)[]): string | null =>
  parts.includes(null) ? null : parts.join('\u001f');

type Relation = (one: Compared, other: Compared) => boolean;
/** Of a bucket, so many at its end are looked at. */
const maxLookedAt = 50;

class Pairing {
  /** Of each row its claim, and of each claim its row; -1 for none. */
  private readonly claimOf: Int32Array;
  private readonly rowOf: Int32Array;
  /** Rows whose pairs stay. */
  private readonly settled = new Set<number>();

  constructor(
    private readonly rows: Compared[],
    private readonly claims: Compared[],
  ) {
    this.claimOf = new Int32Array(rows.length).fill(-1);
    this.rowOf = new Int32Array(claims.length).fill(-1);
  }

  /** Pairs what has the same key, for good. */
  settleBy(key: (call: Compared) => string): void {
    this.pairBy(key, () => true);
    for (const [row, claim] of this.claimOf.entries()) if (claim !== -1) this.settled.add(row);
  }

  /** Pairs what has the same key and is related, in the order in which it stands. */
  pairBy(key: (call: Compared) => string | null, related: Relation): void {
    if (!this.claimOf.includes(-1) || !this.rowOf.includes(-1)) return;
    const buckets = new Map<string, number[]>();
    for (let claim = this.claims.length - 1; claim >= 0; claim--) {
      const its = this.rowOf[claim] === -1 ? key(this.claims[claim] as Compared) : null;
      if (its === null) continue;
      const bucket = buckets.get(its);
      if (bucket) bucket.push(claim);
      else buckets.set(its, [claim]);
    }
    if (buckets.size === 0) return;
    for (const [row, call] of this.rows.entries()) {
      const its = this.claimOf[row] === -1 ? key(call) : null;
      const bucket = its === null ? undefined : buckets.get(its);
      if (bucket === undefined) continue;
      const last = Math.max(bucket.length - maxLookedAt, 0);
      for (let at = bucket.length - 1; at >= last; at--) {
        const claim = bucket[at] as number;
        if (!related(call, this.claims[claim] as Compared)) continue;
        bucket.splice(at, 1);
        this.join(row, claim);
        break;
      }
    }
  }

  /**
   * Pairs anew what can be paired otherwise, so that no call is left over that could have a partner; exact pairs stay.
   */
  pairMore(related: Relation): void {
    const left = [...this.rows.keys()].filter((row) => this.claimOf[row] === -1);
    const free = this.rowOf.some((row) => row === -1);
    if (!free || left.length === 0 || this.rows.length * this.claims.length > maxCompared) return;
    for (const row of left) this.findPartner(row, related, new Set());
  }

  /** An augmenting path, without recursion: rows that were paired give way where they have another partner. */
  private findPartner(start: number, related: Relation, seen: Set<number>): void {
    const cameFrom = new Map<number, number>();
    const queue = [start];
    for (let row = queue.shift(); row !== undefined; row = queue.shift()) {
      for (const [claim, call] of this.claims.entries()) {
        if (seen.has(claim) || !related(this.rows[row] as Compared, call)) continue;
        const holder = this.rowOf[claim] as number;
        if (holder !== -1 && this.settled.has(holder)) continue;
        seen.add(claim);
        cameFrom.set(claim, row);
        if (holder === -1) return this.shift(claim, cameFrom);
        queue.push(holder);
      }
    }
  }

  private shift(end: number, cameFrom: Map<number, number>): void {
    for (let claim = end; claim !== -1;) {
      const row = cameFrom.get(claim) as number;
      const before = this.claimOf[row] as number;
      this.join(row, claim);
      claim = before;
    }
  }

  private join(row: number, claim: number): void {
    this.claimOf[row] = claim;
    this.rowOf[claim] = row;
  }

  pairs(): Pair[] {
    return [...this.claimOf.entries()].filter(([, claim]) => claim !== -1);
  }
}
