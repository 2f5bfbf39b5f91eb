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

/** All activities, by the names under which the workflows call them. */
export function createActivities(
  send: SendDependencies,
  imports: ImportDependencies,
): SendActivities & ChargeImportActivities {
  return {
    settleClient: settleClientActivity(send),
    applySendDecision: applySendDecisionActivity(send),
    readFile: readFileActivity(imports),
    matchRows: matchRowsActivity(imports),
    rematchRows: rematchRowsActivity(imports),
    applyImportDecision: applyImportDecisionActivity(imports),
    recordRawDecision: recordRawDecisionActivity(imports),
    postCharges: postChargesActivity(imports),
  };
}
