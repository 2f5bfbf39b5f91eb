import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { z } from 'zod';
import type { EventSource, Pipe } from './answer-kinds';
import { breakOffUnread } from './break-off-unread';
import type { AnswerTo, Contract } from './route';

/** Writes one of the answers of a contract. */
export async function sendAnswer(
  response: Response,
  { answers }: Contract,
  { status, headers = {}, body }: AnswerTo<Contract>,
): Promise<void> {
  const kind = answers[status];
  response.status(status);
  if (kind === undefined) throw new Error(`the contract knows no ${status}`);
  if (kind instanceof z.ZodType) return void response.set(headers).json(body);
  if (kind.kind === 'nothing') return void response.set(headers).end();
  response.type(kind.media).set(headers);
  if (kind.kind === 'text') response.send(body);
  else if (kind.kind === 'events') await sendEvents(response, body as EventSource);
  else await sendPieces(response, body as Pipe);
}

/** Nothing on the way may hold events back. */
async function sendEvents(response: Response, write: EventSource): Promise<void> {
  response.locals.isEventStream = true;
  response.set('x-accel-buffering', 'no');
  if (response.req.method === 'HEAD') return void response.end();
  response.flushHeaders();
  await write(response);
}

async function sendPieces(response: Response, pipe: Pipe): Promise<void> {
  const read = breakOffUnread(response);
  try {
    await pipeline([...pipe, response]);
  } catch (error) {
    if (!response.destroyed) throw error; // the client has disconnected
  } finally {
    read();
  }
}

/** Waits until a streamed answer has its first piece: what fails before is answered with a problem instead. */
export async function firstPieceOf({ body }: AnswerTo<Contract>): Promise<void> {
  if (!Array.isArray(body)) return;
  const [source] = body as unknown as Pipe;
  await new Promise((resolve, reject) => source.once('readable', resolve).once('error', reject));
}
