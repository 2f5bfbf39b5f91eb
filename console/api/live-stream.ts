import type { Schema } from './client';

export type StreamMessage =
  | { event: 'hint'; hint: Schema<'Hint'> }
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

/** Keeps a stream open until the signal; a browser opens it again by itself, except after a refusal. */
function openUntil(signal: AbortSignal, tell: (message: StreamMessage) => void): Promise<void> {
  // The lock may come just as nobody wants it any more.
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    let source: EventSource | undefined;
    let again: number | undefined;
    const open = () => {
      source = new EventSource('/v1/events');
      source.addEventListener('hint', ({ data }: MessageEvent<string>) =>
        tell({ event: 'hint', hint: JSON.parse(data) as Schema<'Hint'> }),
      );
      source.addEventListener('look-again', () => tell({ event: 'look-again' }));
      source.onerror = () => {
        tell({ event: 'broken' });
        if (source?.readyState === EventSource.CLOSED) again = window.setTimeout(open, 10_000);
      };
      source.addEventListener('listening', () => tell({ event: 'look-again' }));
    };
    open();
    signal.addEventListener('abort', () => {
      window.clearTimeout(again);
      source?.close();
      resolve();
    });
  });
}
