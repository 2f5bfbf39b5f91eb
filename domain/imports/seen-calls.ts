const minSlots = 2 ** 10;
const maxSlots = 2 ** 24;
/** With shorter lines throughout, there may be too many calls to tell. */
const bytesPerLine = 48;
/** With more, finding a free slot takes long. */
const maxFilled = 0.85;
const maxRows = 20_000;

/**
 * Notices the calls that come again while a file is read: some 14 million of them at most. A slot for each is found by
 * the first 4 bytes of its fingerprint and keeps the next 4 and the row: about a fifth of the file's size in memory,
 * and never more than 128 MB. So it may name a call that came only once, but misses none that came again.
 */
export class SeenCalls {
  private words: Uint32Array;
  private rows: Uint32Array;
  private readonly again = new Set<number>();
  private free: number;

  /** @param fileBytes Size of the file. */
  constructor(fileBytes: number) {
    const wanted = 2 ** Math.ceil(Math.log2(Math.max(fileBytes / bytesPerLine, 1)));
    const slots = Math.min(Math.max(wanted, minSlots), maxSlots);
    this.words = new Uint32Array(slots);
    this.rows = new Uint32Array(slots);
    this.free = Math.floor(slots * maxFilled);
  }

  /**
   * @param fingerprint 16 bytes, each as the character of its number.
   * @param row From 1.
   */
  add(fingerprint: string, row: number): void {
    if (this.isTooMany()) return;
    const earlier = this.put(wordAt(fingerprint, 0), wordAt(fingerprint, 4), row);
    if (earlier === 0) this.free--;
    else this.again.add(earlier).add(row);
    if (this.again.size <= maxRows && this.free >= 0) return;
    this.words = this.rows = new Uint32Array(0);
  }

  /** The rows of calls that may have come more than once; null if there were too many to tell. */
  repeated(): number[] | null {
    return this.isTooMany() ? null : [...this.again];
  }

  private isTooMany(): boolean {
    return this.words.length === 0;
  }

  /** @returns the row of the same call; 0 if there was none. */
  private put(place: number, word: number, row: number): number {
    const { words, rows } = this;
    const last = words.length - 1;
    let at = place & last;
    for (; rows[at] !== 0; at = at === last ? 0 : at + 1) if (words[at] === word) return rows[at] as number;
    words[at] = word;
    rows[at] = row;
    return 0;
  }
}

const wordAt = (bytes: string, at: number): number =>
  ((bytes.charCodeAt(at) << 24) |
    (bytes.charCodeAt(at + 1) << 16) |
    (bytes.charCodeAt(at + 2) << 8) |
    bytes.charCodeAt(at + 3)) >>>
  0;
