import { type StateFolder } from '../../launcher/stack/state-folder';
import { addMissingCode } from './add-missing-code';
import { compareCharges } from './compare-charges';
import { downloadCalls } from './download-calls';
import { exportSheet } from './export-sheet';
import { takeFreeMonth } from './free-month';
import { importCalls } from './import-calls';
import { makeCalls } from './make-calls';
import { fileByAccount } from './per-account';
import { approveSheet, completeSheet, showTotals, tryOwnApproval } from './review-sheet';
import { sendAccounts } from './send-accounts';
import { at, prepareTour, type TourOptions } from './tour';

/**
 * The two jobs from end to end, as people do them.
 * @returns when the charges were posted, in milliseconds since 1970.
 * @throws TourFailure at the first thing that is not as expected.
 */
export async function takeTour(options: TourOptions, state: StateFolder): Promise<number> {
  const tour = await prepareTour(options);
  const accounts = await sendAccounts(tour);

  const month = await takeFreeMonth(tour, state.demo);
  const made = await makeCalls(tour, month, accounts);
  const file = await downloadCalls(tour, month, made);

  const importId = await importCalls(tour, month, file, made);
  const [account] = accounts;
  if (account) await addMissingCode(tour, importId, { month, file, made, account });
  const owed = fileByAccount(file, made);

  const { batchSheetId } = await tour.as.ops.get('/v1/charge-imports/{id}', at(importId));
  const draft = await showTotals(tour, batchSheetId ?? '', owed);
  const completed = await completeSheet(tour, draft);
  await tryOwnApproval(tour, completed);
  const posted = await approveSheet(tour, completed);
  const postedAt = Date.now();
  await compareCharges(tour, posted, file, owed);
  await exportSheet(tour, posted, { file, owed, folder: state.exports });
  return postedAt;
}
