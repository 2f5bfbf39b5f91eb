import type { Schema } from './client';

export type StreamMessage =
  | { event: 'hint'; hint: Schema<'Hint'> }
  /** There is a stream. */
  | { event: 'open' }
  /** Something may have been missed. */
  | { event: 'look-again' }
  /** There is no stream for now. */
  | { event: 'broken' };

const lockName = 'operate-connect-stream';
const channelName = 'operate-connect-hints';

/**
 * Receives the API's hints in every tab through one stream for the whole browser: the tab that holds the lock keeps it
 * and tells the others. It is closed while no tab that could keep it is visible. @returns how to stop.
 */
export function keepStream(receive: (message: StreamMessage) => void): () => void {
  const stopped = new AbortController();
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = ({ data }: MessageEvent<StreamMessage>) => receive(data);
  const tell = (message: StreamMessage) => {
    receive(message);
    channel.postMessage(message);
  };
  let letGo: (() => void) | undefined;
  const take = () => {
    if (document.hidden || letGo || stopped.signal.aborted) return;
    const asked = new AbortController();
    letGo = () => asked.abort();
    const hold = () => openUntil(asked.signal, tell);
    navigator.locks.request(lockName, { signal: asked.signal }, hold).catch(() => undefined);
  };
  const onVisibility = () => {
    if (!document.hidden) return take();
    letGo?.();
    letGo = undefined;
  };
  document.addEventListener('visibilitychange', onVisibility);
  take();
  return () => {
    stopped.abort();
    document.removeEventListener('visibilitychange', onVisibility);
    letGo?.();
    channel.close();
  };
}

/**
 * A page that is no older than this hears of what has changed since it began, and need not ask again for everything; in
 * milliseconds.
 */
const youngMs = 60_000;
/** What was on its way meanwhile. */
const marginMs = 5_000;

/** Keeps a stream open until the signal; a browser opens it again by itself, except after a refusal. */
function openUntil(signal: AbortSignal, tell: (message: StreamMessage) => void): Promise<void> {
  // The lock may come just as nobody wants it any more.
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    let source: EventSource | undefined;
    let again: number | undefined;
    const open = () => {
      const ageMs = Math.ceil(performance.now());
      const isYoung = ageMs <= youngMs;
      source = new EventSource(`/v1/events${isYoung ? `?lookBackMs=${ageMs + marginMs}` : ''}`);
      source.onopen = () => tell({ event: 'open' });
      source.addEventListener('hint', ({ data }: MessageEvent<string>) =>
        tell({ event: 'hint', hint: JSON.parse(data) as Schema<'Hint'> }),
      );
      source.addEventListener('look-again', () => tell({ event: 'look-again' }));
      source.addEventListener('listening', () => isYoung || tell({ event: 'look-again' }));
      source.onerror = () => {
        tell({ event: 'broken' });
        if (source?.readyState === EventSource.CLOSED) again = window.setTimeout(open, 10_000);
      };
    };
    open();
    signal.addEventListener('abort', () => {
      window.clearTimeout(again);
      source?.close();
      resolve();
    });
  });
}
