/** People make a few decisions at most; whatever is dropped is signalled again by the worker's sweep. */
const maxWaiting = 200;

export interface Inbox<Message> {
  /** @returns why the message is not accepted; null if it is queued. */
  take: (input: unknown) => string | null;
  first: () => Message | undefined;
  /** Once it has been handled, not before: work in progress must not be lost. */
  remove: (message: Message) => void;
  /** If it could not be handled: when it is sent again, it is accepted again. */
  giveUp: (message: Message) => void;
  rest: () => Message[];
}

export interface InboxOptions<Message> {
  /** Parses a Signal's object; anything else gives null. */
  read: (input: unknown) => Message | null;
  /** Whether the same message sent again, even after it was handled, counts as one message. */
  once: (message: Message) => boolean;
  /** What the previous run had not reached. */
  carried: Message[];
}

/**
 * Queues decisions: one after the other, the same one once, and never so many that history overflows. Each message
 * costs the same however many are waiting: thousands in one workflow task must not exceed the task's time limit.
 */
export function createInbox<Message>({ read, once, carried }: InboxOptions<Message>): Inbox<Message> {
  const keyOf = (message: Message) => JSON.stringify(message);
  const waiting: Record<string, Message> = {};
  let count = 0;
  const add = (message: Message) => {
    waiting[keyOf(message)] = message;
    count += 1;
  };
  carried.forEach(add);
  const seen = createMemory(1_000);
  const remove = (message: Message) => {
    const key = keyOf(message);
    if (!(key in waiting)) return;
    delete waiting[key];
    count -= 1;
  };
  return {
    take(input) {
      const message = read(input);
      if (message === null) return 'A `decide` signal carried no decision and was ignored.';
      const key = keyOf(message);
      if (key in waiting || (once(message) && seen.has(key))) return null;
      if (count >= maxWaiting) return `More than ${maxWaiting} decisions are waiting: a signal was ignored.`;
      seen.add(key);
      add(message);
      return null;
    },
    first() {
      for (const key in waiting) return waiting[key];
      return undefined;
    },
    remove,
    giveUp(message) {
      remove(message);
      seen.forget(keyOf(message));
    },
    rest: () => Object.values(waiting),
  };
}

/** The last `max` keys. */
function createMemory(max: number) {
  const keys: Record<string, true> = {};
  const order: string[] = [];
  return {
    has: (key: string) => key in keys,
    forget: (key: string) => void delete keys[key],
    add(key: string) {
      keys[key] = true;
      order.push(key);
      if (order.length > max) delete keys[order.shift() as string];
    },
  };
}
