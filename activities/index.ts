import type { ChargeImportActivities } from '../workflows/charge-import/contract';
import type { SendActivities } from '../workflows/send-to-connect/contract';
import { applyImportDecisionActivity } from './charge-import/apply-import-decision';
import type { ImportDependencies } from './charge-import/dependencies';
import { matchRowsActivity, rematchRowsActivity } from './charge-import/match-rows';
import { postChargesActivity } from './charge-import/post-charges';
import { recordRawDecisionActivity } from './charge-import/record-raw-decision';
import { readFileActivity } from './charge-import/read-file';
import { applySendDecisionActivity } from './send-to-connect/apply-send-decision';
import type { SendDependencies } from './send-to-connect/dependencies';
import { settleClientActivity } from './send-to-connect/settle-client';

export interface ActivityDependencies {
  sends: SendDependencies;
  decisions: ImportDependencies;
  files: ImportDependencies;
}

/** All activities, by the names under which workflows call them. */
export function createActivities({
  sends,
  decisions,
  files,
}: ActivityDependencies): SendActivities & ChargeImportActivities {
  return {
    settleClient: settleClientActivity(sends),
    applySendDecision: applySendDecisionActivity(decisions),
    readFile: readFileActivity(files),
    matchRows: matchRowsActivity(files),
    rematchRows: rematchRowsActivity(files),
    applyImportDecision: applyImportDecisionActivity(decisions),
    recordRawDecision: recordRawDecisionActivity(decisions),
    postCharges: postChargesActivity(files),
  };
}
