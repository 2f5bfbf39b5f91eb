import { useSyncExternalStore } from 'react';

let ended = false;
const listeners = new Set<() => void>();

function set(value: boolean): void {
  if (ended === value) return;
  ended = value;
  for (const listener of listeners) listener();
}

const channelName = 'operate-connect-session';
type Change = 'began' | 'ended';

/** Tells the other tabs of this browser, which have the same session. */
export function tellOtherTabs(change: Change): void {
  const channel = new BroadcastChannel(channelName);
  channel.postMessage(change);
  channel.close();
}

/** Receives what other tabs tell. @returns how to stop. */
export function listenToOtherTabs(receive: (change: Change) => void): () => void {
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = ({ data }: MessageEvent<Change>) => receive(data);
  return () => channel.close();
}

/** The API no longer knows the session of this browser. */
export const sessionEnded = (): void => set(true);
export const sessionBegan = (): void => set(false);

export const useSessionEnded = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => ended,
  );
