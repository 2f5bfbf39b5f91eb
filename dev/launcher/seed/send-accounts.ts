import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiClient } from './http-client';
import { type SeedAccount } from './seed-files';

const LINKED_WITHIN_MS = 60_000;
const ASK_EVERY_MS = 100;

/**
 * Sends accounts to Connect as a person would, and waits until each is linked. Linked ones are not sent again.
 * @throws Error that names the accounts that were not linked after a minute, and their states.
 */
export async function sendAccounts(
  ops: ApiClient,
  accounts: SeedAccount[],
  ids: Map<string, string>,
  signal?: AbortSignal,
): Promise<void> {
  const deadline = Date.now() + LINKED_WITHIN_MS;
  const outcomes = await Promise.all(
    accounts.map(async ({ accountsId }) => {
      const state = await send(ops, ids.get(accountsId) ?? '', deadline, signal);
      return state === 'linked' ? undefined : `${accountsId} is ${state}`;
    }),
  );
  const unlinked = outcomes.filter((outcome) => outcome !== undefined);
  if (unlinked.length > 0)
    throw new Error(
      `Not linked to Connect after ${LINKED_WITHIN_MS / 1000} s: ${unlinked.join(', ')}. The workflows say why.`,
    );
}

async function send(ops: ApiClient, id: string, deadline: number, signal?: AbortSignal): Promise<string> {
  const read = async () => (await ops.get(`/v1/accounts/${id}/connect-client`)).state;
  let state = await read();
  if (state !== 'linked') await ops.post(`/v1/accounts/${id}/send-to-connect`);
  while (state !== 'linked' && Date.now() < deadline) {
    signal?.throwIfAborted();
    await sleep(ASK_EVERY_MS);
    state = await read();
  }
  return state;
}
