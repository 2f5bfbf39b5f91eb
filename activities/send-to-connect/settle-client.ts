import { ConnectError } from '../../connectors/connect/connect-error';
import { planSend } from '../../domain/sends/plan-send';
import { linkedClientId } from '../../prisma/repositories/sends/connect-links';
import { sendFigures } from '../../prisma/repositories/sends/send-figures';
import { type Claim, claimSend } from '../../prisma/repositories/sends/claim-send';
import { type ClaimedSend, noteInternalFault } from '../../prisma/repositories/sends/send-lease';
import type { SendToConnectInput, SettleOutcome } from '../../workflows/send-to-connect/contract';
import { repeatedFailure, attemptsBeforeReport } from '../repeated-failure';
import { accountLinks } from '../links';
import { afterFault, type FaultContext } from './after-fault';
import type { SendDependencies } from './dependencies';
import { executePlan, record, type Settling } from './execute-plan';
import { gatherFindings } from './gather-findings';
import { keepLease } from './keep-lease';
import { outcomeOf } from './outcome';
import { createSeenSince } from './seen-since';

/**
 * Settles an Account's client: claim, look up, plan, then link, create or ask; and record. The only way in which a
 * client is created. Safe to run at any time, anywhere, any number of times.
 */
export function settleClientActivity(dependencies: SendDependencies) {
  const { database, apiUrl } = dependencies;
  const clocks = dependencies.clocks ?? { now: Date.now, seenForMs: createSeenSince() };
  return async function settleClient({ accountId }: SendToConnectInput): Promise<SettleOutcome> {
    const outcome = await settleWhenFree({ ...dependencies, clocks }, accountId).catch(
      reportingFault(dependencies, accountId),
    );
    const figures = outcome.figures ?? (await sendFigures(database, accountId));
    return { ...outcome, ...(figures && { figures: { ...figures, ...accountLinks(apiUrl, accountId) } }) };
  };
}

/** A fault of ours, or of the database: it is retried, and reported if it persists. */
function reportingFault({ database, progress }: SendDependencies, accountId: string) {
  return async (error: unknown): Promise<never> => {
    const attempt = progress.attempt();
    if (attempt >= attemptsBeforeReport)
      await noteInternalFault(database, accountId, repeatedFailure('Sending', attempt, error)).catch(
        () => undefined, // told at the next try
      );
    throw error;
  };
}

async function settleWhenFree(dependencies: Settling, accountId: string): Promise<SettleOutcome> {
  const { database } = dependencies;
  const claim = await claimWhenFree(dependencies, accountId);
  if (claim.got === 'nothing') return outcomeOf(claim.state, await linkedClientId(database, accountId));
  if (claim.got === 'wait') return { ...outcomeOf(claim.state, null), waitMs: claim.waitMs };
  const { send } = claim;
  const letGo = keepLease(dependencies, send);
  try {
    return await settle(dependencies, send);
  } finally {
    letGo();
  }
}

/** Waits while another attempt is running, so that the second one answers with what the first has found. */
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
  let during: FaultContext['during'] = 'look-up';
  try {
    const plan = planSend(await gatherFindings(dependencies, send));
    if (plan.act === 'create') during = 'create';
    return await executePlan(dependencies, send, plan);
  } catch (error) {
    if (!(error instanceof ConnectError)) throw error;
    const { attempt } = send;
    const { settlingDelayMs } = dependencies.terms;
    const outcome = afterFault(error.fault, { during, attempt, settlingDelayMs, jitter: Math.random() });
    return record(dependencies, send, outcome, `${error.fault.kind} (${during})`);
  }
}
