import { type Response } from 'express';

/** What a request is answered with, decided before a byte is sent, so that it can be logged, delayed or lost. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  /** A string is sent as it stands (HTML); anything else as JSON. */
  body?: unknown;
  /** Sends the body instead of `body`, piece by piece. */
  stream?: (response: Response) => Promise<void>;
  /** One word or two for the request log. */
  outcome: string;
}

export async function send(response: Response, answer: Answer): Promise<void> {
  response.status(answer.status).set(answer.headers ?? {});
  if (answer.stream) return answer.stream(response);
  if (answer.body === undefined) response.end();
  else if (typeof answer.body === 'string') response.type('html').send(answer.body);
  else response.json(answer.body);
}
