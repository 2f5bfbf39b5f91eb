import { type OwnStack } from '../drive/own-stack';
import { isRefusal, persist, persistUntil } from './persist';
import { type Begun } from './work-begun';

export interface Sending {
  stack: OwnStack;
  locationId: string;
  accountsId: string;
  /** Called for each attempt to send. */
  begun: (work: Begun) => void;
  answerLost: (what: string) => void;
  /** Called repeatedly with the current state. */
  saw: (state: string) => void;
  signal: AbortSignal;
}

/** Adds an Account and has it sent until it is linked, whatever is down meanwhile. @returns its Accounts ID. */
export async function sendOne({
  stack,
  locationId,
  accountsId,
  begun,
  answerLost,
  saw,
  signal,
}: Sending): Promise<string> {
  const { ops } = stack.as;
  const account = { accountsId, name: `Tenant ${accountsId}`, type: 'Virtual', locationId };
  const ask = <T>(what: string, work: () => Promise<T>) =>
    persist(signal, () => {
      begun({ unit: `${what} ${accountsId}`, at: Date.now() });
      return work();
    });
  saw('being added');
  const id = await ask('account', () => ops.post('/v1/accounts', account)).then(
    (made) => made.id,
    async (error: unknown) => {
      if (!isRefusal(error) || error.status !== 409) throw error;
      answerLost('account');
      const wanted = encodeURIComponent(accountsId);
      const list = () => ops.list(`/v1/accounts?accountsId=${wanted}`);
      return (await persist(signal, list))[0]?.id as string;
    },
  );
  await ask('press', () => ops.post(`/v1/accounts/${id}/send-to-connect`));
  const look = async () => {
    const found = await ops.get(`/v1/accounts/${id}`);
    saw(`${id} ${found.connectState}`);
    return found;
  };
  await persistUntil(signal, look, ({ connectState }) => connectState === 'linked');
  return accountsId;
}
