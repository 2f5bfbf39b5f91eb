import type { Client, NewClient } from './client';
import type { ConnectFault } from './connect-fault';
import { type Drift, driftOf, judgeLookUp, type LookUp } from './look-up';

/** What Connect says about the client that a person chose. */
export type Chosen = { client: Client } | { fault: ConnectFault };

export interface Findings {
  wanted: NewClient;
  /** Null if nobody chose one. */
  chosen: Chosen | null;
  /** Null if the chosen client exists: then nothing else is looked up. */
  lookUp: Omit<LookUp, 'wanted'> | null;
}

export type SendPlan =
  | { act: 'create' }
  | { act: 'link'; client: Client; adopted: boolean; drift: Drift[] }
  /** `fault` is why it has to be asked again, where it was asked before. */
  | { act: 'ask'; candidates: Client[]; fault: ConnectFault | null };

/** What to do for an Account's send, given what was found in Connect. */
export function planSend({ wanted, chosen, lookUp }: Findings): SendPlan {
  if (chosen && 'client' in chosen)
    return { act: 'link', client: chosen.client, adopted: true, drift: driftOf(wanted, chosen.client) };
  if (!lookUp) throw new Error('neither a chosen client nor a look-up');
  if (chosen) return { act: 'ask', candidates: candidatesOf(lookUp), fault: chosen.fault };
  const judgement = judgeLookUp({ ...lookUp, wanted });
  switch (judgement.act) {
    case 'adopt':
      return { ...judgement, act: 'link', adopted: true };
    case 'ask':
      return { ...judgement, fault: null };
    case 'create':
      return judgement;
  }
}

/** Everything found, except clients that a person has declared to be somebody else. */
function candidatesOf({ byReference, byName, knownToBeOthers }: Omit<LookUp, 'wanted'>): Client[] {
  const all = new Map([...byReference, ...byName].map((client) => [client.id, client]));
  return [...all.values()].filter(({ id }) => !knownToBeOthers.includes(id));
}
