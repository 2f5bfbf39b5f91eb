import { useSyncExternalStore } from 'react';
import type { Kind } from './keys';

/** What has changed since a list of its kind was last read, by id; `several` counts hints without one. */
const news = new Map<Kind, Set<string>>();
const listeners = new Set<() => void>();
const tellAll = () => listeners.forEach((listener) => listener());
const maxKnown = 100;

export function addNews(kind: Kind, id: string | null): void {
  const known = news.get(kind) ?? new Set();
  if (known.size < maxKnown) known.add(id ?? 'several');
  news.set(kind, known);
  tellAll();
}

export function forgetNews(kind: Kind): void {
  if (news.delete(kind)) tellAll();
}

/** How many things of a kind have changed since its list was last read; of one thing, whether it has: 1 or 0. */
export const useNews = (kind: Kind, id?: string): number =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => newsOf(news.get(kind), id),
  );

function newsOf(known: ReadonlySet<string> = new Set(), id?: string): number {
  if (id === undefined) return known.size;
  return known.has(id) || known.has('several') ? 1 : 0;
}
