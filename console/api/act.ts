import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { isProblem } from './client';
import type { Kind } from './keys';

interface Act<Given, Answer> {
  /** Receives a key that stays the same until it is done: a press that is repeated does nothing twice. */
  act: (given: Given, idempotencyKey: string) => Promise<Answer>;
  /** What is asked for again afterwards; its lists, too. */
  changes: readonly Kind[];
  onDone?: (answer: Answer) => void;
}

/** A change that a person makes. A 202 is done as well: what it waits for shows itself. */
export function useAct<Given = void, Answer = unknown>({ act, changes, onDone }: Act<Given, Answer>) {
  const client = useQueryClient();
  const key = useRef<string>(undefined);
  const isRunning = useRef(false);
  const { mutate, ...mutation } = useMutation<Answer, Error, Given>({
    mutationFn: (given) => act(given, (key.current ??= crypto.randomUUID())),
    onSuccess: async (answer) => {
      key.current = undefined;
      await Promise.all([...changes, 'work'].map((kind) => client.invalidateQueries({ queryKey: [kind] })));
      onDone?.(answer);
    },
    // Another body needs another key; a lost answer is asked for with the same one.
    onError: (error) => {
      if (isProblem(error) && error.status < 500) key.current = undefined;
    },
    onSettled: () => {
      isRunning.current = false;
    },
  });
  // A second press may come before the button shows that it is busy.
  const mutateOnce = useCallback(
    (given: Given) => {
      if (isRunning.current) return;
      isRunning.current = true;
      mutate(given);
    },
    [mutate],
  );
  return { ...mutation, mutate: mutateOnce };
}
