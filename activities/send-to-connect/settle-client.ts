import type { Connect } from '../../connectors/connect/connect';
import { ConnectError } from '../../connectors/connect/connect-error';
import type { Client } from '../../domain/sends/client';
import { type Drift, driftOf, judgeLookUp } from '../../domain/sends/look-up';
import type { SendState } from '../../domain/sends/send-states';
import { linkedClientId, recordLink } from '../../prisma/repositories/sends/connect-links';
import {
  type Claim,
  type ClaimedSend,
  claimSend,
  type Clocks,
  noteIntent,
  noteInternalFault,
  recordOutcome,
  type SendOutcome,
} from '../../prisma/repositories/sends/send-lease';
import { sendFigures } from '../../prisma/repositories/sends/send-figures';
import type { SendToConnectInput, SettleOutcome } from '../../workflows/send-to-connect/contract';
import { failsAgainAndAgain, patientTries } from '../fails-again';
import { accountLinks } from '../links';
import { afterFault } from './after-fault';
import type { SendDependencies } from './dependencies';
import { findClients } from './find-clients';
import { keepLease } from './keep-lease';
import { createSeenSince } from './seen-since';

/** Nobody chooses among more. */
const maxCandidates = 100;
/** Somebody else had the lease a moment ago: look at once again. */
const lookAgainMs = 100;

/**
 * Settles what is known of an Account's client: claim, look up, then adopt, create or ask; and record.
 * The one way in which a client is made. Safe to run at any time, anywhere, any number of times.
 */
export function settleClientActivity(dependencies: SendDependencies) {
  const { database, apiUrl } = dependencies;
  const clocks = dependencies.clocks ?? { now: Date.now, seenForMs: createSeenSince() };
  return async function settleClient({ accountId }: SendToConnectInput): Promise<SettleOutcome> {
    const outcome = await settleOnceFree({ ...dependencies, clocks }, accountId).catch(
      tellingFault(dependencies, accountId),
    );
    const figures = await sendFigures(database, accountId);
    return { ...outcome, ...(figures && { figures: { ...figures, ...accountLinks(apiUrl, accountId) } }) };
  };
}

/** A fault of ours, or of the database: it is tried again, and told once it does not pass. */
function tellingFault({ database, progress }: SendDependencies, accountId: string) {
  return async (error: unknown): Promise<never> => {
    const attempt = progress.attempt();
    if (attempt >= patientTries)
      await noteInternalFault(database, accountId, failsAgainAndAgain('Sending', attempt, error)).catch(
        () => undefined, // told at the next try
      );
    throw error;
  };
}

type Settling = SendDependencies & { clocks: Clocks };

async function settleOnceFree(dependencies: Settling, accountId: string): Promise<SettleOutcome> {
  const { database } = dependencies;
  const claim = await claimWhenFree(dependencies, accountId);
  if (claim.got === 'nothing') return settled(claim.state, await linkedClientId(database, accountId));
  if (claim.got === 'wait') return { ...settled(claim.state, null), waitMs: claim.waitMs };
  const { send } = claim;
  const letGo = keepLease(dependencies, send);
  try {
    return await settle(dependencies, send);
  } finally {
    letGo();
  }
}

/** Waits while somebody else is at it, so that the second one answers with what the first has found. */
async function claimWhenFree(
  { database, terms, progress, clocks }: Settling,
  accountId: string,
): Promise<Exclude<Claim, { got: 'busy' }>> {
  for (;;) {
    const claim = await claimSend(database, accountId, terms, clocks);
    if (claim.got !== 'busy') return claim;
    progress.report();
    progress.stopIfAsked();
    await new Promise((resolve) => setTimeout(resolve, Math.min(claim.waitMs, 200)));
  }
}

async function settle(dependencies: Settling, send: ClaimedSend): Promise<SettleOutcome> {
  const { connect, database } = dependencies;
  let during: 'look-up' | 'create' = 'look-up';
  try {
    if (send.instruction?.decision === 'link') {
      const client = await chosenClient(connect, send.instruction.clientId as string);
      if ('fault' in client) return await askAgain(dependencies, send, { ...client.fault, during });
      return await link(dependencies, send, { client, adopted: true, drift: driftOf(send.payload, client) });
    }
    const judgement = judgeLookUp({
      ...(await findClients(connect, database, send)),
      ownIntent: send.ownIntent,
      knownToBeOthers: send.instruction?.knownToBeOthers ?? [],
      wanted: send.payload,
    });
    if (judgement.act === 'adopt') return await link(dependencies, send, { ...judgement, adopted: true });
    if (judgement.act === 'ask') return await ask(dependencies, send, judgement.candidates);
    during = 'create';
    const client = await create(dependencies, send);
    return client
      ? await link(dependencies, send, { client, adopted: false, drift: driftOf(send.payload, client) })
      : { ...settled('settling', null), waitMs: lookAgainMs };
  } catch (error) {
    if (!(error instanceof ConnectError)) throw error;
    const { attempt } = send;
    const { settlingDelayMs } = dependencies.terms;
    const outcome = afterFault(error.fault, { during, attempt, settlingDelayMs, jitter: Math.random() });
    return record(dependencies, send, outcome, `${error.fault.kind} (${during})`);
  }
}

/** @returns null when the lease was lost, or so much time has gone by that a later look-up could miss this create. */
async function create(
  { connect, database, terms, clocks }: Settling,
  send: ClaimedSend,
): Promise<Client | null> {
  await connect.takeTurn();
  const begun = { steady: performance.now(), wall: clocks.now() };
  if (!(await noteIntent(database, send, begun.wall))) return null;
  // The steady clock stands still while a machine is suspended; the other one may be set.
  const gone = Math.max(performance.now() - begun.steady, clocks.now() - begun.wall);
  const left = terms.timeoutMs - gone;
  if (left <= 0) return null;
  return connect.createClient(send.payload, `${send.accountId}:${send.generation}`, left);
}

interface Found {
  client: Client;
  adopted: boolean;
  drift: Drift[];
}

async function link(dependencies: SendDependencies, send: ClaimedSend, found: Found): Promise<SettleOutcome> {
  const result = await dependencies.database.transaction((tx) => recordLink(tx, send, found));
  if (result === 'linked') return settled('linked', found.client.id);
  if (result === 'client-taken') return ask(dependencies, send, [found.client]);
  return { ...settled('settling', null), waitMs: lookAgainMs };
}

/** The client that a person chose; or what Connect says instead, where it is gone. */
const chosenClient = (connect: Connect, id: string): Promise<Client | ConnectError> =>
  connect.readClient(id).catch((error: unknown) => {
    if (error instanceof ConnectError && error.fault.kind === 'refused') return error;
    throw error;
  });

/** What is there now is asked about, and why it has to be asked again. */
async function askAgain(
  dependencies: SendDependencies,
  send: ClaimedSend,
  fault: Record<string, unknown>,
): Promise<SettleOutcome> {
  const { byReference, byName } = await findClients(dependencies.connect, dependencies.database, send);
  const known = send.instruction?.knownToBeOthers ?? [];
  const all = new Map([...byReference, ...byName].map((client) => [client.id, client]));
  const candidates = [...all.values()].filter(({ id }) => !known.includes(id));
  return ask(dependencies, send, candidates, { ...fault, at: new Date().toISOString() });
}

function ask(
  dependencies: SendDependencies,
  send: ClaimedSend,
  candidates: Client[],
  fault: Record<string, unknown> | null = null,
): Promise<SettleOutcome> {
  const outcome: SendOutcome = {
    state: 'needs-decision',
    fault,
    waitMs: null,
    candidates: candidates.slice(0, maxCandidates),
    intentCleared: false,
    unclear: 'no',
  };
  return record(dependencies, send, outcome, null);
}

async function record(
  { database }: SendDependencies,
  send: ClaimedSend,
  outcome: SendOutcome,
  fault: string | null,
): Promise<SettleOutcome> {
  const recorded = await database.transaction((tx) => recordOutcome(tx, send, outcome));
  if (!recorded) return { ...settled('settling', null), waitMs: lookAgainMs };
  return { ...settled(outcome.state, null), waitMs: outcome.waitMs, fault };
}

const settled = (state: string, clientId: string | null): SettleOutcome => ({
  state: state as SendState,
  waitMs: null,
  clientId,
  fault: null,
});
