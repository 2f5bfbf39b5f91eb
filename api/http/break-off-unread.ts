import type { Response } from 'express';

const lookEveryMs = 1_000;

/**
 * Aborts an answer that nobody reads: when written data has not moved for this long.
 * @returns the function that stops watching.
 */
export function breakOffUnread(response: Response, unreadForMs = 30_000): () => void {
  let before = -1;
  let since = performance.now();
  const look = () => {
    const { socket, writableLength } = response;
    const read = (socket?.bytesWritten ?? 0) - (socket?.writableLength ?? 0) - writableLength;
    if (read !== before || writableLength + (socket?.writableLength ?? 0) === 0) {
      before = read;
      since = performance.now();
    } else if (performance.now() - since >= unreadForMs) response.destroy();
  };
  const looking = setInterval(look, lookEveryMs);
  return () => clearInterval(looking);
}
