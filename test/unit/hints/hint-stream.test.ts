import { PassThrough } from 'node:stream';
import { HintStream } from '../../../api/hints/hint-stream';
import { parseChange } from '../../../api/hints/parse-change';
import { RecentChanges } from '../../../api/hints/recent-changes';
import { throttleProgress } from '../../../api/hints/throttle-progress';
import type { Change } from '../../../domain/people/hint';

const change = (id: string, more: Partial<Change> = {}): Change => ({
  kind: 'account',
  id,
  locationId: 'here',
  isProgress: false,
  ...more,
});

beforeEach(() => void jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] }));
afterEach(() => jest.useRealTimers());

/** A client that reads nothing until it is asked what has come. */
function client() {
  const out = new PassThrough({ highWaterMark: 1 });
  return { out, stream: new HintStream(out), read: () => String((out.read() as Buffer | null) ?? '') };
}

it('sends a hint at once, and its repetitions within 200 ms once', () => {
  const { stream, read } = client();
  stream.add(change('a'), 't1');
  jest.advanceTimersByTime(1);
  expect(read()).toBe('event: hint\nid: t1\ndata: {"kind":"account","id":"a"}\n\n');
  for (let times = 0; times < 50; times++) stream.add(change('a'), 't2');
  stream.add(change('b'), 't3');
  jest.advanceTimersByTime(190);
  expect(read()).toBe('');
  jest.advanceTimersByTime(20);
  expect(read()).toBe(
    'event: hint\ndata: {"kind":"account","id":"a"}\n\nevent: hint\nid: t3\ndata: {"kind":"account","id":"b"}\n\n',
  );
});

it('says that the list of work may have changed, but not because an import gets on', () => {
  const { stream, read } = client();
  stream.add(change('i', { kind: 'import', isProgress: true }), 't1');
  jest.advanceTimersByTime(300);
  expect(read()).not.toContain('work');
  stream.add(change('i', { kind: 'import' }), 't2');
  jest.advanceTimersByTime(300);
  expect(read()).toContain('data: {"kind":"work","id":null}');
});

it('tells of very many changes at once in a word', () => {
  const { stream, read } = client();
  for (let at = 0; at < 1_000; at++) stream.add(change(`${at}`), `t${at}`);
  jest.advanceTimersByTime(300);
  expect(read()).toBe('event: look-again\nid: t999\ndata: {}\n\n');
  stream.add(change('a'), 't1001');
  jest.advanceTimersByTime(300);
  expect(read()).toContain('"id":"a"');
});

it('disconnects a client that leaves more than 64 kB unread', () => {
  const { out, stream } = client();
  const hints = (times: number) => {
    for (let at = 0; at < 150; at++) stream.add(change(`${times} ${at}`), 't');
    jest.advanceTimersByTime(300);
  };
  for (let times = 0; times < 6; times++) hints(times);
  expect(out.destroyed).toBe(false);
  for (let times = 0; times < 6; times++) hints(times);
  expect(out.destroyed).toBe(true);
  expect(out.writableLength + out.readableLength).toBeLessThan(64 * 1024 + 15_000);
});

it('disconnects a client that has not read the last heartbeat by the next', async () => {
  const reading = client();
  reading.out.resume();
  const still = client();
  still.out.write('x'.repeat(100));
  for (let times = 0; times < 3; times++) {
    reading.stream.beat();
    still.stream.beat();
    await new Promise(setImmediate);
  }
  expect([reading.out.destroyed, still.out.destroyed]).toEqual([false, true]);
});

it('passes progress on once a second, the last of it always, and changes of state at once', () => {
  const told: string[] = [];
  const throttled = throttleProgress(({ id, isProgress }) => told.push(`${id} ${isProgress}`));
  const progress = change('i', { kind: 'import', isProgress: true });
  for (let ms = 0; ms < 2_500; ms += 10) {
    throttled.take(progress);
    jest.advanceTimersByTime(10);
  }
  expect(told).toEqual(Array(3).fill('i true'));
  throttled.take({ ...progress, isProgress: false });
  expect(told.slice(3)).toEqual(['i false']);
  jest.advanceTimersByTime(5_000);
  expect(told).toHaveLength(4);
  throttled.take(progress);
  throttled.take(progress);
  jest.advanceTimersByTime(5_000);
  expect(told).toHaveLength(6);
});

it('knows what has changed since a token, for the latest two thousand changes', () => {
  const recent = new RecentChanges();
  const first = recent.token;
  const tokens = Array.from({ length: 2_000 }, (_, at) => recent.add(change(`${at}`)));
  expect(recent.since(first)).toHaveLength(2_000);
  expect(recent.since(tokens[1_997] as string)?.map(({ id }) => id)).toEqual(['1998', '1999']);
  expect(recent.since(recent.token)).toEqual([]);
  recent.add(change('2000'));
  expect(recent.since(first)).toBeNull();
  expect(recent.since(tokens[0] as string)).toHaveLength(2_000);
  recent.forget();
  expect(recent.since(tokens[1_999] as string)).toBeNull();
  expect(recent.since('made up')).toBeNull();
});

it('reads what the database sends, and nothing else', () => {
  const id = '7b0d3f5e-3c0e-4d6e-9f0a-2d1c5b7a9e10';
  expect(parseChange(`import ${id} ${id} progress`)).toEqual({
    kind: 'import',
    id,
    locationId: id,
    isProgress: true,
  });
  expect(parseChange(`account - ${id}`)).toEqual({
    kind: 'account',
    id: null,
    locationId: id,
    isProgress: false,
  });
  for (const text of ['', 'account', `toString ${id} ${id}`, `account ${id}\n ${id}`, `account ${id} x`])
    expect(parseChange(text)).toBeNull();
});
