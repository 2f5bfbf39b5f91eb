import { setTimeout as sleep } from 'node:timers/promises';
import {
  Connection,
  type ConnectionOptions,
  defaultGrpcRetryOptions,
  makeGrpcRetryInterceptor,
} from '@temporalio/client';

/**
 * A connection to Temporal whose calls all have the same deadline, instead of one that is passed on by an
 * AsyncLocalStorage: before Node 24, a process that has used one pays for it with each promise from then on, an eighth
 * of what it takes to answer a request. Who waits for less time stops waiting by itself.
 */
class PlainConnection extends Connection {
  override withDeadline<R>(_deadline: number | Date, work: () => Promise<R>): Promise<R> {
    return work();
  }
}

type Interceptor = NonNullable<ConnectionOptions['interceptors']>[number];

/** @param withinMs After which a call has failed. */
export function lazyConnection(options: ConnectionOptions, withinMs: number): Connection {
  return PlainConnection.lazy({
    ...options,
    interceptors: [
      // Outside of the one that tries again: all tries have one deadline.
      (call, next) => next({ ...call, deadline: Date.now() + withinMs }) as ReturnType<Interceptor>,
      makeGrpcRetryInterceptor(defaultGrpcRetryOptions()),
    ],
  });
}

/** Waits no longer; the call goes on until its own deadline. The SDK tries to connect for longer than that. */
export const inPatience = <T>(asked: Promise<T>, ms: number): Promise<T> =>
  Promise.race([
    asked,
    sleep(ms, undefined, { ref: false }).then(() => Promise.reject(new Error('no answer in time'))),
  ]);
