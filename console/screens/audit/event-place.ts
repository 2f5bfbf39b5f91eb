/** One event in the address: the API finds events by their time. */
export const placeOf = ({ id, at }: { id: string; at: string }): string => `${id}@${at}`;

export interface EventPlace {
  id: string;
  /** The period in which it is looked for. */
  from: string;
  to: string;
}

/** @returns undefined if it is no such place. */
export function eventAt(place: string): EventPlace | undefined {
  const [, id, at] = /^(\d{1,18})@(.+)$/.exec(place) ?? [];
  const ms = Date.parse(at ?? '');
  if (id === undefined || at === undefined || Number.isNaN(ms)) return undefined;
  // Its microseconds are within this millisecond.
  return { id, from: new Date(ms).toISOString(), to: new Date(ms + 1).toISOString() };
}
