import type { Writable } from 'node:stream';
import { type Change, concernsWork, type HintKind } from '../../domain/people/hint';

/** As clients receive it. */
export interface Hint {
  kind: HintKind;
  id: string | null;
}

/** Repetitions within this time are one hint. */
const togetherMs = 200;
/** For more than these, all that is said is that something has changed. */
const maxTogether = 200;
/** What a client may leave unread in this process. */
const maxUnreadBytes = 64 * 1024;

/** The events of one client. Whoever is slow to read is disconnected: it can look again when it comes back. */
export class HintStream {
  readonly #out: Writable;
  readonly #waiting = new Map<string, Hint>();
  #token = '';
  #timer: NodeJS.Timeout | undefined;
  #sentAt = -Infinity;
  #isBeatRead = true;

  constructor(out: Writable) {
    this.#out = out;
    out.once('close', () => clearTimeout(this.#timer));
  }

  /** @param token How far the client has come with it. */
  add(change: Change, token: string): void {
    this.#wait({ kind: change.kind, id: change.id });
    if (concernsWork(change)) this.#wait({ kind: 'work', id: null });
    this.#token = token;
    this.#timer ??= setTimeout(
      () => this.#send(),
      Math.max(0, this.#sentAt + togetherMs - performance.now()),
    );
  }

  /** Begins: what is read from now on is kept up to date. */
  begin(token: string): void {
    this.#write(`event: listening\nid: ${token}\ndata: {}\n\n`);
  }

  /** Nobody knows what has changed since the client last heard of something. */
  lookAgain(token: string): void {
    this.#waiting.clear();
    this.#write(`event: look-again\nid: ${token}\ndata: {}\n\n`);
  }

  /** A comment, so that proxies and clients see that the connection is alive. */
  beat(): void {
    if (!this.#isBeatRead) return void this.#out.destroy();
    this.#isBeatRead = false;
    this.#write(': still here\n\n', () => (this.#isBeatRead = true));
  }

  /** @param reconnectAfterMs When browsers come back by themselves. */
  reconnectAfter(reconnectAfterMs: number): void {
    this.#write(`retry: ${Math.round(reconnectAfterMs)}\n\n`);
  }

  end(): void {
    this.#out.end();
  }

  #wait(hint: Hint): void {
    if (this.#waiting.size <= maxTogether) this.#waiting.set(`${hint.kind} ${hint.id}`, hint);
  }

  /** Only the last of them has the token: whoever is disconnected before that gets all of them again. */
  #send(): void {
    this.#timer = undefined;
    this.#sentAt = performance.now();
    const hints = [...this.#waiting.values()];
    if (hints.length > maxTogether) return this.lookAgain(this.#token);
    this.#waiting.clear();
    const events = hints.map((hint, at) => {
      const id = at === hints.length - 1 ? `id: ${this.#token}\n` : '';
      return `event: hint\n${id}data: ${JSON.stringify(hint)}\n\n`;
    });
    if (events.length > 0) this.#write(events.join(''));
  }

  #write(text: string, read?: () => void): void {
    if (this.#out.destroyed || this.#out.writableEnded) return;
    this.#out.write(text, read);
    if (this.#out.writableLength > maxUnreadBytes) this.#out.destroy();
  }
}
