import { isNativeError } from 'node:util/types';

export type Log = (message: string, details: Record<string, unknown>) => void;

/** Of an error and its causes: enough to find the fault, and nothing that people typed. */
export type WhatWentWrong = {
  error: string;
  /** Of the system, of a library, or SQLSTATE. */
  code?: string | number;
  /** Of the database. */
  constraint?: string;
  /** Of a failure that Temporal carries. */
  type?: string;
  /** Where it came out of our code, or of a package where none of ours is in the stack. */
  at?: string;
  cause?: WhatWentWrong;
};

const maxCauses = 3;
const ours =
  /(?:api|worker|activities|config|connectors|readers|prisma|domain|workflows)\/[\w./-]+\.[jt]s:\d+/;
const ofPackage = /node_modules\/((?:@[\w.-]+\/)?[\w.-]+\/[\w./-]+\.[cm]?js:\d+)/;

/** What an error is, for the log, without its message: that could carry what people typed. */
export function whatWentWrong(error: unknown, causes = maxCauses): WhatWentWrong {
  if (!isNativeError(error)) return { error: typeof error };
  const { code, constraint, type } = error as { code?: unknown; constraint?: unknown; type?: unknown };
  return {
    error: word(error.name) ?? 'Error',
    code: typeof code === 'number' ? code : word(code),
    constraint: word(constraint),
    type: word(type),
    at: placeOf(error),
    cause: causes > 0 && error.cause !== undefined ? whatWentWrong(error.cause, causes - 1) : undefined,
  };
}

/** Names and codes are one word: a text in their place could be anything. */
const word = (text: unknown): string | undefined =>
  typeof text === 'string' && /^[\w.:/-]{1,100}$/.test(text) ? text : undefined;

function placeOf({ stack = '', message }: Error): string | undefined {
  // A message stands before the frames, and could look like them.
  const frames = stack
    .slice(stack.indexOf(message) + message.length)
    .split('\n')
    .filter((line) => /^\s+at /.test(line));
  const own = frames.find((frame) => ours.test(frame) && !frame.includes('node_modules/'));
  return (own && ours.exec(own)?.[0]) ?? frames.map((frame) => ofPackage.exec(frame)?.[1]).find(Boolean);
}
