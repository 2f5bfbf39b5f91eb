const fewestSlots = 2 ** 16;
const maxSlots = 2 ** 22;
/** With more, finding a free slot takes long. */
const maxFilled = 0.75;
const maxRepeated = 1_000;

/**
 * Notices the fingerprints that come again while a file is read: up to 3 million of them, in at most 32 MB of memory.
 * They are compared by their first 8 bytes, so that it may name one that came only once, but misses none that came
 * again.
 */
export class SeenCalls {
  private slots = fewestSlots;
  /** Two for each slot; the second of a free one is zero. */
  private words = new Uint32Array(fewestSlots * 2);
  private readonly again = new Set<string>();
  private count = 0;
  private tooMany = false;

  /** @param fingerprint 16 bytes, each as the character of its number. */
  add(fingerprint: string): void {
    if (this.tooMany) return;
    const second = wordAt(fingerprint, 4) || 1;
    if (this.put(wordAt(fingerprint, 0), second)) this.again.add(fingerprint);
    else if (++this.count > this.slots * maxFilled) this.grow();
    if (this.again.size > maxRepeated) this.tooMany = true;
  }

  /** Those that may have come more than once; null if there were too many to tell. */
  repeated(): string[] | null {
    return this.tooMany ? null : [...this.again];
  }

  /** @returns whether it was there already. */
  private put(first: number, second: number): boolean {
    const { words, slots } = this;
    let at = (first % slots) * 2;
    for (; words[at + 1] !== 0; at = at + 2 < words.length ? at + 2 : 0)
      if (words[at] === first && words[at + 1] === second) return true;
    words[at] = first;
    words[at + 1] = second;
    return false;
  }

  private grow(): void {
    const { words: before } = this;
    if (this.slots === maxSlots) {
      this.tooMany = true;
      this.words = new Uint32Array(0);
      return;
    }
    this.slots *= 2;
    this.words = new Uint32Array(this.slots * 2);
    for (let at = 0; at < before.length; at += 2)
      if (before[at + 1] !== 0) this.put(before[at] as number, before[at + 1] as number);
  }
}

const wordAt = (bytes: string, at: number): number =>
  ((bytes.charCodeAt(at) << 24) |
    (bytes.charCodeAt(at + 1) << 16) |
    (bytes.charCodeAt(at + 2) << 8) |
    bytes.charCodeAt(at + 3)) >>>
  0;
