import type { Schema } from '../../../clients/typescript/src';
import { clientType } from '../../../domain/sends/client';
import { foldName } from '../../../domain/text/fold';

type Client = Schema<'ConnectClient'>;

/** What a client of the Account would be like in Connect. */
export type Wanted = Pick<Client, 'name' | 'type' | 'siteId' | 'billingReference'>;

export const wantedOf = (
  { name, type, accountsId }: Pick<Schema<'Account'>, 'name' | 'type' | 'accountsId'>,
  siteId: string | null | undefined,
): Wanted => ({ name, type: clientType(type), siteId: siteId ?? '', billingReference: accountsId });

/** How much it says that a field is the same: whose calls they are says the most. */
const weights = { billingReference: 8, siteId: 4, name: 2, type: 1 } as const satisfies Record<
  keyof Wanted,
  number
>;
/** An ended client comes after all that are not. */
const endedWeight = -16;

const fields = Object.keys(weights) as (keyof Wanted)[];

export const isSame = (field: keyof Wanted, wanted: Wanted, client: Client): boolean =>
  foldName(wanted[field]) === foldName(client[field]);

function likeness(wanted: Wanted, client: Client): number {
  const same = fields.filter((field) => isSame(field, wanted, client));
  return same.reduce((sum, field) => sum + weights[field], client.endedAt === null ? 0 : endedWeight);
}

/** By how much is the same; of equals, the one created last. */
export const likeliestFirst = (wanted: Wanted, candidates: readonly Client[]): Client[] =>
  candidates.toSorted(
    (one, other) =>
      likeness(wanted, other) - likeness(wanted, one) ||
      Date.parse(other.createdAt) - Date.parse(one.createdAt),
  );
