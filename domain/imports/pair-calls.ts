import { type Call, type Compared, compared, isLike } from './same-call';

/** Rows and claims by their indexes. */
export type Pair = [row: number, claim: number];

/** Up to so many comparisons are affordable; beyond that, some calls of the same moment may be paired differently. */
const maxCompared = 250_000;

/**
 * Pairs the rows of a file with the claimed calls of the same moment: exact ones first, then similar ones, one to one,
 * as many as possible. No call is in two pairs.
 * @param rows All with the same start. @param claims From other files, with that start.
 */
export function pairCalls(rows: Call[], claims: Call[]): Pair[] {
  const [row, ...moreRows] = rows.map(compared);
  const [claim, ...moreClaims] = claims.map(compared);
  if (row === undefined || claim === undefined) return [];
  // Nearly all do.
  if (moreRows.length + moreClaims.length === 0) return isLike(row, claim) ? [[0, 0]] : [];
  const pairing = new Pairing([row, ...moreRows], [claim, ...moreClaims]);
  pairing.settleBy(({ recordId, raw }) => `${recordId ?? ''}\u001f${raw}`);
  pairing.pairBy(({ recordId }) => recordId, isLike);
  pairing.pairBy(({ raw }) => raw, isLike);
  // An equal duration is the likeliest match; a partner that fits fewer others is found first.
  pairing.pairBy(({ number, extension, duration }) => keyOf(number, extension, duration), isLike);
  pairing.pairBy(({ extension, duration }) => keyOf(extension, duration), isLike);
  pairing.pairBy(({ number, duration }) => keyOf(number, duration), isLike);
  pairing.pairBy(({ number, extension }) => keyOf(number, extension), isLike);
  pairing.pairBy(({ number }) => number, isLike);
  pairing.pairMore(isLike);
  return pairing.pairs();
}

/** Null if one of the parts is not known. */
const keyOf = (...parts: (string | number | null)[]): string | null =>
  parts.includes(null) ? null : parts.join('\u001f');

type Relation = (one: Compared, other: Compared) => boolean;
/** At most so many of a bucket are looked at, from its end. */
const maxLookedAt = 50;

class Pairing {
  /** The claim of each row, and the row of each claim; -1 for none. */
  private readonly claimOf: Int32Array;
  private readonly rowOf: Int32Array;
  /** Rows whose pairs are final. */
  private readonly settled = new Set<number>();

  constructor(
    private readonly rows: Compared[],
    private readonly claims: Compared[],
  ) {
    this.claimOf = new Int32Array(rows.length).fill(-1);
    this.rowOf = new Int32Array(claims.length).fill(-1);
  }

  /** Pairs those with the same key, finally. */
  settleBy(key: (call: Compared) => string): void {
    this.pairBy(key, () => true);
    for (const [row, claim] of this.claimOf.entries()) if (claim !== -1) this.settled.add(row);
  }

  /** Pairs those with the same key that are related, in their order. */
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

  /** Rearranges pairs so that no call is left over that could have a partner; exact pairs stay. */
  pairMore(related: Relation): void {
    const left = [...this.rows.keys()].filter((row) => this.claimOf[row] === -1);
    const free = this.rowOf.some((row) => row === -1);
    if (!free || left.length === 0 || this.rows.length * this.claims.length > maxCompared) return;
    for (const row of left) this.findPartner(row, related, new Set());
  }

  /** An augmenting path, without recursion: paired rows give way if they have another partner. */
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
