import type { Client } from '../../domain/sends/client';
import type { SendPlan } from '../../domain/sends/plan-send';
import { driftOf } from '../../domain/sends/look-up';
import { type NewLink, recordLink } from '../../prisma/repositories/sends/connect-links';
import type { Clocks } from '../../prisma/repositories/sends/claim-send';
import {
  type ClaimedSend,
  noteIntent,
  recordOutcome,
  type SendOutcome,
} from '../../prisma/repositories/sends/send-lease';
import type { SettleOutcome } from '../../workflows/send-to-connect/contract';
import type { SendDependencies } from './dependencies';
import { outcomeOf } from './outcome';

/** More candidates than anybody can choose from. */
const maxCandidates = 100;
/** Somebody else held the lease a moment ago: look again soon. */
const lookAgainMs = 100;
const lookAgain: SettleOutcome = { ...outcomeOf('settling', null), waitMs: lookAgainMs };

export type Settling = SendDependencies & { clocks: Clocks };

/**
 * Carries out the plan for a send and records the result. @throws ConnectError if the answer to a create did not
 * conform to the contract.
 */
export async function executePlan(
  dependencies: Settling,
  send: ClaimedSend,
  plan: SendPlan,
): Promise<SettleOutcome> {
  switch (plan.act) {
    case 'link':
      return link(dependencies, send, plan);
    case 'ask':
      return ask(dependencies, send, plan);
    case 'create': {
      const client = await create(dependencies, send);
      if (!client) return lookAgain;
      return link(dependencies, send, { client, adopted: false, drift: driftOf(send.payload, client) });
    }
  }
}

/** @returns null if the lease was lost, or so much time has passed that a later look-up could miss this create. */
function create({ connect, database, terms, clocks }: Settling, send: ClaimedSend): Promise<Client | null> {
  return connect.createClient(send.payload, `${send.accountId}:${send.generation}`, {
    async beforeSend() {
      const begun = { steady: performance.now(), wall: clocks.now() };
      if (!(await noteIntent(database, send, begun.wall))) return null;
      // The monotonic clock stops while a machine is suspended; the wall clock can be set.
      const gone = Math.max(performance.now() - begun.steady, clocks.now() - begun.wall);
      const left = terms.timeoutMs - gone;
      return left > 0 ? left : null;
    },
  });
}

async function link(
  dependencies: SendDependencies,
  send: ClaimedSend,
  found: NewLink,
): Promise<SettleOutcome> {
  const result = await dependencies.database.transaction((tx) => recordLink(tx, send, found));
  if (result === 'linked')
    return {
      ...outcomeOf('linked', found.client.id),
      // As just recorded: they need not be read.
      figures: { attempt: send.attempt, nextTryAt: null, candidates: 0 },
    };
  if (result === 'client-taken') return ask(dependencies, send, { candidates: [found.client], fault: null });
  return lookAgain;
}

function ask(
  dependencies: SendDependencies,
  send: ClaimedSend,
  { candidates, fault }: Pick<Extract<SendPlan, { act: 'ask' }>, 'candidates' | 'fault'>,
): Promise<SettleOutcome> {
  const outcome: SendOutcome = {
    state: 'needs-decision',
    fault: fault && { ...fault, during: 'look-up', at: new Date().toISOString() },
    waitMs: null,
    candidates: candidates.slice(0, maxCandidates),
    intentCleared: false,
    unclear: 'no',
  };
  return record(dependencies, send, outcome, null);
}

/** @param fault In words without personal data. */
export async function record(
  { database }: SendDependencies,
  send: ClaimedSend,
  outcome: SendOutcome,
  fault: string | null,
): Promise<SettleOutcome> {
  const recorded = await database.transaction((tx) => recordOutcome(tx, send, outcome));
  if (!recorded) return lookAgain;
  return { ...outcomeOf(outcome.state, null), waitMs: outcome.waitMs, fault };
}
