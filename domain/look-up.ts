import type { Client, NewClient } from './client';
import { foldName } from './fold';

export interface LookUp {
  /** Clients under any Billing Reference that was ever sent for the Account. */
  byReference: Client[];
  /** Clients of the same name at the site, under whatever reference. */
  byName: Client[];
  /** A create of ours may have reached Connect already. */
  ownIntent: boolean;
  /** Ids of clients that a person has looked at and said to be somebody else. */
  knownToBeOthers: string[];
  wanted: NewClient;
}

export type Judgement =
  { act: 'create' } | { act: 'adopt'; client: Client; drift: Drift[] } | { act: 'ask'; candidates: Client[] };

/** A field that differs between what we would send and what Connect holds. */
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

/** What the look-up allows: create, adopt, or ask a person. The table stands in docs/send-to-connect.md. */
export function judgeLookUp({ byReference, byName, ownIntent, knownToBeOthers, wanted }: LookUp): Judgement {
  const unknown = (client: Client) => !knownToBeOthers.includes(client.id);
  const ours = byReference.filter(unknown);
  const namesakes = byName.filter(
    (named) => unknown(named) && !byReference.some((client) => client.id === named.id),
  );
  const [only] = ours;
  if (only && ours.length === 1 && (ownIntent || clearlyTheSame(only, wanted)))
    return { act: 'adopt', client: only, drift: driftOf(wanted, only) };
  const candidates = [...ours, ...namesakes];
  return candidates.length > 0 ? { act: 'ask', candidates } : { act: 'create' };
}

function clearlyTheSame(client: Client, wanted: NewClient): boolean {
  return (
    client.siteId === wanted.siteId && foldName(client.name) === foldName(wanted.name) && !client.endedAt
  );
}
