import type { QueryClient } from '@tanstack/react-query';
import type { Schema } from './client';
import { gather } from './gather';
import { keepStream, type StreamMessage } from './live-stream';
import { addNews } from './news';

type Hint = Schema<'Hint'>;

/** Between two answers to hints. */
const pauseMs = 500;
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
  const followHint = gather((hint: Hint) => follow(client, hint), {
    keyOf: ({ kind, id }) => `${kind} ${id}`,
    pauseMs,
  });
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

function follow(client: QueryClient, { kind, id }: Hint): void {
  if (kind === 'work') void client.invalidateQueries({ queryKey: ['work'] });
  else addNews(kind, id);
  void client.invalidateQueries({
    predicate: ({ queryKey: [of, which] }) =>
      of === kind && which !== 'list' && (id === null || which === id),
  });
}
