import { randomBytes } from 'node:crypto';
import type { Change } from '../../domain/people/hint';

const kept = 2_000;

/** Random: consecutive numbers would reveal how much happens where a person may not look. */
const newToken = () => randomBytes(9).toString('base64url');

/**
 * The latest changes that this process was told of, each with a token by which a client says how far it has come. The
 * tokens of other processes, and of an earlier listening, are unknown here.
 */
export class RecentChanges {
  #changes: { token: string; change: Change; at: number }[] = [];
  /** Of the moment before the first of them. */
  #origin = newToken();
  #knownSince = performance.now();

  /** @returns its token. */
  add(change: Change): string {
    const token = newToken();
    this.#changes.push({ token, change, at: performance.now() });
    if (this.#changes.length > kept) {
      const { token: origin, at } = this.#changes.shift() as { token: string; at: number };
      [this.#origin, this.#knownSince] = [origin, at];
    }
    return token;
  }

  /** Of the present. */
  get token(): string {
    return this.#changes.at(-1)?.token ?? this.#origin;
  }

  /** @returns what has changed since then; null if that is not known. */
  since(token: string): Change[] | null {
    if (token === this.#origin) return this.#changes.map(({ change }) => change);
    const at = this.#changes.findIndex((one) => one.token === token);
    return at < 0 ? null : this.#changes.slice(at + 1).map(({ change }) => change);
  }

  /** @returns what has changed in the last so many milliseconds; null if that is not known. */
  within(ms: number): Change[] | null {
    const from = performance.now() - ms;
    if (from <= this.#knownSince) return null;
    return this.#changes.filter(({ at }) => at >= from).map(({ change }) => change);
  }

  /** Something may have been missed: no earlier token means anything. */
  forget(): void {
    this.#changes = [];
    this.#origin = newToken();
    this.#knownSince = performance.now();
  }
}
