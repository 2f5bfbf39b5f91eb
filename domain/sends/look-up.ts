import type { Client, NewClient } from './client';
import { foldName } from '../text/fold';

export interface LookUp {
  /** Clients under any Billing Reference ever sent for the Account. */
  byReference: Client[];
  /** Clients of the same name at the site, under any reference. */
  byName: Client[];
  /** A create of ours may already have reached Connect. */
  ownIntent: boolean;
  /** Ids of clients that a person has seen and declared to be somebody else. */
  knownToBeOthers: string[];
  /**
   * Ids of clients that may belong to another Account: linked to it, or under a reference that was also sent for it.
   */
  mayBeOthers: string[];
  wanted: NewClient;
}

export type Judgement =
  { act: 'create' } | { act: 'adopt'; client: Client; drift: Drift[] } | { act: 'ask'; candidates: Client[] };

/** A field that differs between what we would send and what Connect has. */
export interface Drift {
  field: 'name' | 'type' | 'siteId' | 'billingReference';
  ours: string;
  theirs: string;
}

export function driftOf(wanted: NewClient, client: Client): Drift[] {
  const fields = ['name', 'type', 'siteId', 'billingReference'] as const;
  return fields
    .filter((field) => wanted[field] !== client[field])
    .map((field) => ({ field, ours: wanted[field], theirs: client[field] }));
}

/** What the look-up allows: create, adopt, or ask a person. The table is in docs/send-to-connect.md. */
export function judgeLookUp(found: LookUp): Judgement {
  const { byReference, byName, knownToBeOthers, wanted } = found;
  const unknown = (client: Client) => !knownToBeOthers.includes(client.id);
  const ours = byReference.filter(unknown);
  const namesakes = byName.filter(
    (named) => unknown(named) && !byReference.some((client) => client.id === named.id),
  );
  const [only] = ours;
  if (only && ours.length === 1 && isOurs(only, found))
    return { act: 'adopt', client: only, drift: driftOf(wanted, only) };
  const candidates = [...ours, ...namesakes];
  return candidates.length > 0 ? { act: 'ask', candidates } : { act: 'create' };
}

/**
 * With a create of ours in progress: a client that it may have made, by the moment of the press, which no other Account
 * has, or by its name. Without one: the same site and name, not ended. The reference alone is not proof, since an
 * Accounts ID can pass to another Account; and if it did, only the moment is.
 */
function isOurs(client: Client, { ownIntent, mayBeOthers, wanted }: LookUp): boolean {
  if (client.siteId !== wanted.siteId) return false;
  const sameName = foldName(client.name) === foldName(wanted.name);
  const sameMoment = Date.parse(client.startDate) === Date.parse(wanted.startDate);
  if (mayBeOthers.includes(client.id)) return ownIntent && sameMoment;
  return ownIntent ? sameName || sameMoment : sameName && !client.endedAt;
}
