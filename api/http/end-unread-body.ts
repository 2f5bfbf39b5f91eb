import type { RequestHandler } from 'express';

const patienceMs = 2_000;

/**
 * Whoever is answered before the end of their body goes on sending: for a moment it is thrown away, since a connection
 * that is reset could take the answer with it; then the connection is closed.
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
