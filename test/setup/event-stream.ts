import http from 'node:http';
import { until } from './until';

export interface ReceivedEvent {
  event: string;
  id: string | undefined;
  data: { kind?: string; id?: string | null };
}

export interface EventStream {
  /** All so far. */
  events: ReceivedEvent[];
  /** Everything that has come, as it was sent. */
  text(): string;
  /** Resolves once an event like this has come. */
  untilHint(kind: string, id?: string | null): Promise<ReceivedEvent>;
  untilEvent(event: string, count?: number): Promise<ReceivedEvent>;
  /** Resolves when the stream has ended, whoever ended it. */
  ended: Promise<void>;
  /** From now on, nothing is read. */
  pause(): void;
  close(): void;
}

/** Opens a stream of live hints. @throws Error with status and text if it is refused. */
export async function openEvents(
  api: string,
  key: string,
  headers: Record<string, string> = {},
  query = '',
): Promise<EventStream> {
  const request = http.get(`${api}/v1/events${query}`, {
    headers: { authorization: `Bearer ${key}`, ...headers },
    agent: false,
  });
  const response = await new Promise<http.IncomingMessage>((resolve, reject) =>
    request.once('response', resolve).once('error', reject),
  );
  let text = '';
  const ended = new Promise<void>((resolve) => response.once('close', resolve));
  response.on('error', () => undefined).setEncoding('utf8');
  const events: ReceivedEvent[] = [];
  let rest = '';
  response.on('data', (part: string) => {
    text += part;
    rest += part;
    const blocks = rest.split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = Object.fromEntries(
        block.split('\n').map((line) => [line.split(': ')[0], line.split(': ').slice(1).join(': ')]),
      );
      if (fields.event)
        events.push({
          event: fields.event,
          id: fields.id,
          data: JSON.parse(fields.data ?? '{}') as ReceivedEvent['data'],
        });
    }
  });
  if (response.statusCode !== 200) {
    await ended;
    throw new Error(`${response.statusCode} ${response.headers['retry-after']} ${text}`);
  }
  const untilSome = async (count: number, fits: (one: ReceivedEvent) => boolean) => {
    const found = await until(
      () => Promise.resolve(events.filter(fits)),
      ({ length }) => length >= count,
      20_000,
    );
    return found[count - 1] as ReceivedEvent;
  };
  return {
    events,
    text: () => text,
    untilHint: (kind, id) =>
      untilSome(1, ({ data }) => data.kind === kind && (id === undefined || data.id === id)),
    untilEvent: (event, count = 1) => untilSome(count, (one) => one.event === event),
    ended,
    pause: () => void response.pause(),
    close: () => request.destroy(),
  };
}
