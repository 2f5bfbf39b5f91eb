import { randomUUID } from 'node:crypto';
import { withConcurrency } from '../../activities/with-concurrency';
import { addAccount } from '../../dev/tools/drive/accounts';
import type { OwnStack } from '../../dev/tools/drive/own-stack';
import type { LinkWatch } from './link-watch';

/** Presses, and waits until the Account is seen to be linked. */
export async function sendUntilLinked({ as }: OwnStack, seen: LinkWatch, id: string): Promise<void> {
  const linked = seen.linked(id);
  await as.ops.post(`/v1/accounts/${id}/send-to-connect`);
  await linked;
}

export async function makeAccounts({ as }: OwnStack, count: number): Promise<string[]> {
  const mark = randomUUID().slice(0, 8);
  const made: string[] = [];
  const numbers = Array.from({ length: count }, (_, at) => at);
  await withConcurrency(numbers, 10, async (number) => {
    made.push((await addAccount(as.ops, `BENCH-${mark}-${number}`)).id);
  });
  return made;
}
