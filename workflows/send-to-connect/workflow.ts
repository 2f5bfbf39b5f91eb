import {
  condition,
  continueAsNew,
  patched,
  proxyActivities,
  setCurrentDetails,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { isTerminalSend } from '../../domain/sends/send-states';
import type { SendActivities, SendToConnectStart, SettleOutcome } from './contract';
import { sendDetails } from './current-details';
import { registerMessageHandlers } from './message-handlers';

/** If no try is due, it still looks again after this time: a message could have been missed. */
const lookAgainAfter = '1 day';

/** One Client for one Account, whatever happens: tries until it is linked, refused, or given up by a person. */
export async function sendToConnect(start: SendToConnectStart): Promise<SettleOutcome> {
  const { accountId } = start;
  const { settleClient } = proxyActivities<SendActivities>({
    startToCloseTimeout: '5 minutes',
    heartbeatTimeout: '15 seconds',
    summary: 'Look up; adopt, create, or report what is in the way',
    retry: { initialInterval: '500 milliseconds', maximumInterval: '1 minute' },
  });
  let woken = false;
  let outcome: SettleOutcome | null = null;
  let note: string | null = null;
  const show = () => outcome && setCurrentDetails(sendDetails(outcome, note));
  const { drain, pending } = registerMessageHandlers(start, {
    wake: () => void (woken = true),
    note: (text) => {
      note = text;
      show();
    },
  });
  /** Decisions are waiting that only the next run may apply. Runs from before this patch wait until they are woken. */
  const isHolding = () =>
    workflowInfo().continueAsNewSuggested && pending().length > 0 && patched('decisions-end-a-long-run');

  for (;;) {
    woken = false;
    outcome = await settleClient({ accountId });
    upsertSearchAttributes({ ConnectState: [outcome.state] });
    show();
    if (!isTerminalSend(outcome.state)) await untilDue(outcome, () => woken || isHolding());
    else {
      await drain();
      // Woken in the meantime: the button was pressed again, and nobody else is going to look.
      if (!woken && pending().length === 0) return outcome;
    }
    if (workflowInfo().continueAsNewSuggested) {
      await drain();
      await continueAsNew<typeof sendToConnect>({ accountId, waiting: pending() });
    }
  }
}

/** Until the next try may begin, or a message makes an earlier look worthwhile. */
async function untilDue({ state, waitMs }: SettleOutcome, woken: () => boolean): Promise<void> {
  const summary =
    waitMs !== null
      ? `Until the next try (${state})`
      : state === 'needs-decision'
        ? 'Until a person decides, or a day has passed'
        : 'Until woken, or a day has passed';
  await condition(woken, waitMs ?? lookAgainAfter, { summary });
}
