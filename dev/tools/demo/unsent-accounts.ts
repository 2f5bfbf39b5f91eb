import { type Schema } from '../../../clients/typescript/src';
import { OperateConnectProblem } from '../../../clients/typescript/src';
import { allOf, atLocation, type Tour } from './tour';

const WANTED = 3;
/** Above the samples' own, and above the codes that the sandbox uses as unknown. */
const FIRST_NUMBER = 2001;

/**
 * Three Accounts that may be sent: those of the samples and of earlier tours first, then new ones. Accounts created by
 * a person are left alone.
 */
export async function unsentAccounts(tour: Tour): Promise<{ accounts: Schema<'Account'>[]; made: number }> {
  const { as, location, seed } = tour;
  const all = await allOf(as.ops.list('/v1/accounts', atLocation(location.id)));
  const isSample = ({ name }: Schema<'Account'>) =>
    seed.accounts.some((sample) => name.startsWith(sample.name));
  const unsent = all.filter(
    (account) => account.connectState === 'not-sent' && !account.tenancyTo && isSample(account),
  );
  const accounts = unsent.slice(0, WANTED);
  const made = WANTED - accounts.length;
  while (accounts.length < WANTED) accounts.push(await addAccount(tour, accounts.length));
  return { accounts, made };
}

/** Named after a sample and its number: two clients of the same name at a site would require a person's decision. */
async function addAccount({ as, location, seed }: Tour, at: number): Promise<Schema<'Account'>> {
  const samples = seed.accounts.filter(({ sent }) => !sent);
  const sample = samples[at % samples.length] ?? seed.accounts[0];
  const all = await allOf(as.ops.list('/v1/accounts'));
  const numbers = all.map(({ accountsId }) => Number(/^ACC-(\d+)$/.exec(accountsId)?.[1] ?? 0));
  for (let number = Math.max(FIRST_NUMBER, ...numbers.map((one) => one + 1)); ; number++)
    try {
      return await as.ops.post('/v1/accounts', {
        body: {
          accountsId: `ACC-${number}`,
          name: `${sample?.name} ${number}`,
          type: sample?.type ?? 'Residential',
          locationId: location.id,
          tenancyFrom: sample?.tenancyFrom,
        },
      });
    } catch (error) {
      // somebody else, perhaps another tour, was faster
      if (!(error instanceof OperateConnectProblem) || error.status !== 409) throw error;
    }
}
