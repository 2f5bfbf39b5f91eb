import type { RequestHandler } from 'express';

const patienceMs = 2_000;

/**
 * A client that is answered before the end of its body keeps sending: for a moment the rest is discarded, since
 * resetting the connection could lose the answer; then the connection is closed.
 */
export const endUnreadBody: RequestHandler = (request, response, next) => {
  response.once('finish', () => {
    if (request.complete) return;
    const { socket } = request;
    const patience = setTimeout(() => socket.destroy(), patienceMs).unref();
    request.once('close', () => clearTimeout(patience)).resume();
  });
  next();
};
