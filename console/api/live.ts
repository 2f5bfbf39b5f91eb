import type { QueryClient } from '@tanstack/react-query';
import type { Schema } from './client';
import { gather } from './gather';
import { keepStream, type StreamMessage } from './live-stream';
import { addNews } from './news';

type Hint = Schema<'Hint'>;

/** Between two answers to hints. */
const pauseMs = 500;
/**
 * What waits for people changes with nearly everything that others do, and is three lists: nobody reads them faster
 * than this.
 */
const workPauseMs = 2_000;
/** Asked again this often where no stream can be had. */
const pollMs = 20_000;

/**
 * Asks again for what has changed, as the API hints. Lists that people read do not move: they are told that there is
 * news. One stream serves all tabs of the browser. @returns how to stop.
 */
export function followHints(client: QueryClient): () => void {
  let poll: number | undefined;
  const askForAll = () => {
    void client.invalidateQueries({
      predicate: ({ queryKey }) => queryKey[1] !== 'list' || queryKey[0] === 'work',
    });
  };
  const followHint = hintFollower(client);
  const onMessage = (message: StreamMessage) => {
    window.clearInterval(poll);
    poll = undefined;
    if (message.event === 'hint') followHint(message.hint);
    else if (message.event === 'look-again') askForAll();
    else if (message.event === 'broken')
      poll = window.setInterval(() => document.hidden || askForAll(), pollMs);
  };
  const stop = keepStream(onMessage);
  return () => {
    window.clearInterval(poll);
    stop();
  };
}

/** Takes hints as they come, and asks again for what they name, but not for each of them. */
export function hintFollower(client: Pick<QueryClient, 'invalidateQueries'>): (hint: Hint) => void {
  const gathered = (pauseMs: number) =>
    gather((hint: Hint) => follow(client, hint), { keyOf: ({ kind, id }) => `${kind} ${id}`, pauseMs });
  const [work, things] = [gathered(workPauseMs), gathered(pauseMs)];
  return (hint) => (hint.kind === 'work' ? work : things)(hint);
}

function follow(client: Pick<QueryClient, 'invalidateQueries'>, { kind, id }: Hint): void {
  if (kind === 'work') return void client.invalidateQueries({ queryKey: ['work'] });
  addNews(kind, id);
  void client.invalidateQueries({
    predicate: ({ queryKey: [of, which] }) =>
      of === kind && which !== 'list' && (id === null || which === id),
  });
}
