import {
  ActivityFailure,
  allHandlersFinished,
  ApplicationFailure,
  condition,
  defineSignal,
  defineUpdate,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import { type DecideInput, type DecisionOutcome, requireDecisionId } from '../decision/contract';
import {
  type ChargeImportActivities,
  type ChargeImportInput,
  conservationBroken,
  type ImportProgress,
  type ImportStatus,
  importStatuses,
  type RematchInput,
} from './contract';

export const decide = defineUpdate<DecisionOutcome, [DecideInput]>('decide');
export const decideLater = defineSignal<[DecideInput]>('decide');
export const rematch = defineSignal<[RematchInput]>('rematch');
export const goOn = defineSignal('goOn');

const retry = {
  initialInterval: '500 milliseconds',
  maximumInterval: '30 seconds',
  nonRetryableErrorTypes: [conservationBroken],
};
const long = { startToCloseTimeout: '6 hours', heartbeatTimeout: '12 seconds', retry } as const;
const { readFile } = proxyActivities<ChargeImportActivities>({ ...long, summary: 'Read the file into rows' });
const { matchRows, rematchRows } = proxyActivities<ChargeImportActivities>({
  ...long,
  summary: 'Match rows to Accounts',
});
const { postCharges } = proxyActivities<ChargeImportActivities>({ ...long, summary: 'Post the charges' });
const { applyImportDecision } = proxyActivities<ChargeImportActivities>({
  ...long,
  summary: 'Apply a decision',
});

const over: ImportStatus[] = ['cancelled', 'failed', 'posted', 'voided'];

/** Reads a call-charges file, matches its rows, waits for one person to complete and another to approve, and posts the charges. */
export async function chargeImport({ importId }: ChargeImportInput): Promise<ImportProgress> {
  let goneOn = 0;
  /** Status after the newest decision of a person; phases never overwrite it. */
  let decided = null as string | null;

  const apply = async ({ decisionId }: DecideInput) => {
    const outcome = await applyImportDecision({ decisionId });
    // An older decision, told again, answers with the state of its time: it must not hide that this one is the last.
    const status = outcome.state as ImportStatus;
    if (importStatuses.includes(status) && !isLast(decided)) {
      decided = status;
      tellWhere({ status });
    }
    return outcome;
  };
  setHandler(decide, apply, {
    validator: requireDecisionId,
    description: 'Complete, approve, reject, reopen, withdraw or cancel: a decision of a person, by its id',
  });
  setHandler(decideLater, async (input) => void (await apply(input).catch(() => undefined)), {
    description: 'The same, where no answer can be waited for',
  });
  setHandler(
    rematch,
    async ({ personId }) => {
      const progress = await rematchRows({ importId, personId }).catch(tellAlarm);
      if (progress) tellWhere(progress);
    },
    { description: 'What rows are matched by has changed: match the draft again' },
  );
  setHandler(goOn, () => void (goneOn += 1), { description: 'What was found missing is mended: try again' });

  /** Runs one phase; when rows or pennies are missing, says so and stands still until told to go on. */
  const conserved = async (phase: () => Promise<ImportProgress>): Promise<ImportProgress> => {
    for (;;) {
      try {
        const progress = await phase();
        tellWhere(progress);
        return progress;
      } catch (failure) {
        if (!isConservationAlarm(failure)) throw failure;
        const before = goneOn;
        tellAlarm(failure);
        await condition(() => goneOn > before);
      }
    }
  };

  let progress = await conserved(() => readFile({ importId }));
  if (!over.includes(progress.status)) progress = await conserved(() => matchRows({ importId }));
  if (!over.includes(progress.status)) {
    const status = () => decided ?? progress.status;
    await condition(() => isLast(status()));
    progress =
      status() === 'cancelled'
        ? { ...progress, status: 'cancelled' }
        : await conserved(() => postCharges({ importId }));
  }
  await condition(allHandlersFinished);
  return progress;
}

/** No person's decision comes after these. */
function isLast(status: string | null): boolean {
  return status !== null && ['approved', 'posting', 'posted', 'cancelled'].includes(status);
}

function tellAlarm(failure: unknown): void {
  if (isConservationAlarm(failure))
    setCurrentDetails(`**stopped**: ${failure.cause.message}\n\nMend it, then send the signal \`goOn\`.`);
}

function isConservationAlarm(failure: unknown): failure is ActivityFailure & { cause: ApplicationFailure } {
  return (
    failure instanceof ActivityFailure &&
    failure.cause instanceof ApplicationFailure &&
    failure.cause.type === conservationBroken
  );
}

const waitsFor: Partial<Record<ImportStatus, string>> = {
  'in-review': 'Somebody of ops is waited for, to complete the batch sheet.',
  completed: 'An approver is waited for, who is another person.',
};

function tellWhere({ status, totalRows, unmatchedRows }: Partial<ImportProgress>): void {
  if (!status) return;
  upsertSearchAttributes({
    ImportStatus: [status],
    ...(totalRows === undefined ? {} : { TotalRows: [totalRows] }),
    ...(unmatchedRows === undefined ? {} : { UnmatchedRows: [unmatchedRows] }),
  });
  const counts = totalRows === undefined ? '' : `${totalRows} rows, ${unmatchedRows} of them unmatched. `;
  setCurrentDetails(`**${status}** ${counts}${waitsFor[status] ?? ''}`.trim());
}
