const minSlots = 2 ** 10;
const maxSlots = 2 ** 24;
/** With shorter lines throughout, there may be too many calls to tell. */
const bytesPerLine = 48;
/** With more, finding a free slot takes long. */
const maxFilled = 0.85;
const maxRepeated = 1_000;

/**
 * Notices the fingerprints that come again while a file is read: some 14 million of them at most. A slot for each is
 * found by its first 4 bytes and keeps the next 4, in 4 bytes of memory: about a tenth of the file's size, and never
 * more than 64 MB. So it may name one that came only once, but misses none that came again.
 */
export class SeenCalls {
  private words: Uint32Array;
  private readonly again = new Set<string>();
  private free: number;

  /** @param fileBytes Size of the file. */
  constructor(fileBytes: number) {
    const slots = 2 ** Math.ceil(Math.log2(Math.max(fileBytes / bytesPerLine, 1)));
    this.words = new Uint32Array(Math.min(Math.max(slots, minSlots), maxSlots));
    this.free = Math.floor(this.words.length * maxFilled);
  }

  /** @param fingerprint 16 bytes, each as the character of its number. */
  add(fingerprint: string): void {
    if (this.isTooMany()) return;
    if (this.put(wordAt(fingerprint, 0), wordAt(fingerprint, 4) || 1)) this.again.add(fingerprint);
    else this.free--;
    if (this.again.size > maxRepeated || this.free < 0) this.words = new Uint32Array(0);
  }

  /** Those that may have come more than once; null if there were too many to tell. */
  repeated(): string[] | null {
    return this.isTooMany() ? null : [...this.again];
  }

  private isTooMany(): boolean {
    return this.words.length === 0;
  }

  /** @returns whether it was there already. */
  private put(place: number, word: number): boolean {
    const { words } = this;
    const last = words.length - 1;
    let at = place & last;
    for (; words[at] !== 0; at = at === last ? 0 : at + 1) if (words[at] === word) return true;
    words[at] = word;
    return false;
  }
}

const wordAt = (bytes: string, at: number): number =>
  ((bytes.charCodeAt(at) << 24) |
    (bytes.charCodeAt(at + 1) << 16) |
    (bytes.charCodeAt(at + 2) << 8) |
    bytes.charCodeAt(at + 3)) >>>
  0;
