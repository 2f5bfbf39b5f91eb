import { type Response } from 'express';

/** The answer to a request, decided before a byte is sent, so that it can be logged, delayed or dropped. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  /** A string is sent as it is (HTML); anything else as JSON. */
  body?: unknown;
  /** Streams the body instead of sending `body`. */
  stream?: (response: Response) => Promise<void>;
  /** One or two words for the request log. */
  outcome: string;
}

export async function send(response: Response, answer: Answer): Promise<void> {
  response.status(answer.status).set(answer.headers ?? {});
  if (answer.stream) return answer.stream(response);
  if (answer.body === undefined) response.end();
  else if (typeof answer.body === 'string') response.type('html').send(answer.body);
  else response.json(answer.body);
}
