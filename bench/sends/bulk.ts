import { withConcurrency } from '../../activities/with-concurrency';
import type { OwnStack } from '../../dev/tools/drive/own-stack';
import type { LinkWatch } from './link-watch';
import { timed } from '../timed';
import { makeAccounts, sendUntilLinked } from './one-send';

/** How long Connect takes for a call, beyond the sandbox's own time; milliseconds. */
const connectTakesMs = { 'the sandbox': 0, 'a Connect that takes 200 ms': 200 } as const;
export type Connects = keyof typeof connectTakesMs;

export interface Bulk {
  /** Seconds from the first press until all are linked. */
  together: number;
  /** Seconds for as many, each pressed when the one before is linked. */
  oneByOne: number;
}

/** Enough to know the mean of one; `together` is measured whole. */
const oneByOneSends = 20;

/** Sends of many Accounts pressed one after the other, beside as many that are all under way at once. */
export async function measureBulk(
  stack: OwnStack,
  count: number,
  seen: { near: LinkWatch; watch: LinkWatch },
): Promise<Record<Connects, Bulk>> {
  const bulk = {} as Record<Connects, Bulk>;
  for (const connect of Object.keys(connectTakesMs) as Connects[]) {
    await delayConnect(stack, connectTakesMs[connect]);
    const ids = await makeAccounts(stack, oneByOneSends + count);
    const alone = ids.splice(0, oneByOneSends);
    const one = await timed(() => withConcurrency(alone, 1, (id) => sendUntilLinked(stack, seen.near, id)));
    const all = await timed(() =>
      withConcurrency(ids, count, (id) => sendUntilLinked(stack, seen.watch, id)),
    );
    bulk[connect] = { together: all / 1_000, oneByOne: ((one / oneByOneSends) * count) / 1_000 };
  }
  await delayConnect(stack, 0);
  return bulk;
}

async function delayConnect({ info }: OwnStack, delayMs: number): Promise<void> {
  const { status } = await fetch(`${info.connectControl}/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ rules: delayMs > 0 ? [{ operation: 'any', delayMs }] : [] }),
  });
  if (status >= 300) throw new Error(`the sandbox's faults could not be set: ${status}`);
}
