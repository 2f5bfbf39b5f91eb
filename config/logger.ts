import pino, { type Logger } from 'pino';

/** The log of a process, as JSON lines on its standard output. @param part "api" or "worker". */
export const createLogger = (part: string, level: string): Logger => pino({ level, base: { part } });
