import { type Schema } from '../../../clients/typescript/src';
import Big from 'big.js';
import { type OperateConnect, OperateConnectProblem } from '../../../clients/typescript/src';
import { expectAmount, expectSame, TourFailure, sumOf } from './expect';
import { addUpBy, expectPerAccount, type PerAccount } from './per-account';
import { at, type Tour } from './tour';

const approve = (as: OperateConnect, id: string, digest: string | null) =>
  as.post('/v1/batch-sheets/{id}/approve', { ...at(id), body: { digest: digest ?? '' } });

const readSheet = ({ as }: Tour, id: string) => as.ops.get('/v1/batch-sheets/{id}', at(id));

/** The totals that people check before they tick. */
export async function showTotals(tour: Tour, id: string, file: PerAccount): Promise<Schema<'BatchSheet'>> {
  const { narrator, location, names } = tour;
  const sheet = await readSheet(tour, id);
  narrator.step(`${names.lead} looks at the totals of batch sheet ${sheet.number}, in ${location.currency}.`);
  expectSame(`State of ${sheet.number}`, 'draft', sheet.state);
  showAccounts(tour, sheet);
  for (const { check, expected, found, ok } of sheet.checks) {
    narrator.say(`Check, ${check}: ${expected} expected, ${found} found.`);
    if (!ok) throw new TourFailure(`Check "${check}" of ${sheet.number}`, expected, found);
  }
  const accounts = sheet.accounts.map(({ accountsId, rows, basis }) => ({ accountsId, rows, amount: basis }));
  expectPerAccount(
    `Totals of ${sheet.number}`,
    file,
    addUpBy(accounts, (account) => account),
  );
  const { basis, markup, adjustments, rounding, net, tax, gross } = sheet;
  expectAmount(
    'Net, as basis + markup + adjustments + rounding',
    sumOf([basis, markup, adjustments, rounding]),
    net,
  );
  expectAmount('Gross, as net + tax', sumOf([net, tax]), gross);
  expectAmount('Net of all accounts', sumOf(sheet.accounts.map((account) => account.net)), net);
  return sheet;
}

function showAccounts({ narrator }: Tour, sheet: Schema<'BatchSheet'>): void {
  const line = ({
    basis,
    rounding,
    net,
    tax,
    gross,
  }: Pick<Schema<'SheetAccount'>, 'basis' | 'rounding' | 'net' | 'tax' | 'gross'>) => [
    new Big(basis).toFixed(4),
    new Big(rounding).toFixed(4),
    ...[net, tax, gross].map((amount) => new Big(amount).toFixed(2)),
  ];
  const rows = sheet.accounts.reduce((sum, account) => sum + account.rows, 0);
  narrator.table(
    ['Account', 'Calls', 'Charges', 'Rounding', 'Net', 'Tax', 'Gross'],
    [...sheet.accounts.map((one) => [one.accountsId, one.rows, ...line(one)]), ['All', rows, ...line(sheet)]],
  );
}

/** The first tick: the calls are claimed, the sheet is locked. */
export async function completeSheet(
  tour: Tour,
  { id, number, notBilled }: Schema<'BatchSheet'>,
): Promise<Schema<'BatchSheet'>> {
  const { narrator, as, names } = tour;
  narrator.step(`${names.lead}, who is ops and approver, completes ${number}: the first tick.`);
  await as.lead.post('/v1/batch-sheets/{id}/complete', { ...at(id), body: { acknowledge: notBilled } });
  const sheet = await untilSheet(tour, id, 'completed');
  expectSame('First tick', true, sheet.completed);
  expectSame('Second tick', false, sheet.approved);
  narrator.say('Completed (1) ✔   Approved (2) –');
  return sheet;
}

/** The person who completed it may not approve it, though she has the role. */
export async function tryOwnApproval(
  tour: Tour,
  { id, number, digest }: Schema<'BatchSheet'>,
): Promise<void> {
  const { narrator, as, names } = tour;
  narrator.step(`${names.lead} tries to approve ${number} herself.`);
  const problem = await refusalOf(approve(as.lead, id, digest));
  expectSame('Answer to approving your own work', '403 /problems/own-work', problem.what);
  narrator.say(`Refused: ${problem.detail}`);
  const sheet = await readSheet(tour, id);
  expectSame(`State of ${number} after the refusal`, 'completed', sheet.state);
  expectSame('Approvals after the refusal', 0, sheet.approvals.length);
}

async function refusalOf(asked: Promise<unknown>): Promise<{ what: string; detail: string }> {
  try {
    await asked;
    return { what: 'no refusal', detail: '' };
  } catch (error) {
    if (!(error instanceof OperateConnectProblem)) throw error;
    const { status, type, title, detail } = error;
    return { what: `${status} ${type}`, detail: `${title}. ${detail}` };
  }
}

/** The second tick, by somebody else: the charges are posted. */
export async function approveSheet(
  tour: Tour,
  { id, number, digest }: Schema<'BatchSheet'>,
): Promise<Schema<'BatchSheet'>> {
  const { narrator, as, names } = tour;
  narrator.step(`${names.approver} approves ${number}: the second tick, and the charges are posted.`);
  await approve(as.approver, id, digest);
  const sheet = await untilSheet(tour, id, 'posted');
  expectSame('Second tick', true, sheet.approved);
  narrator.say('Completed (1) ✔   Approved (2) ✔');
  narrator.link(sheet);
  return sheet;
}

const untilSheet = (tour: Tour, id: string, wanted: string): Promise<Schema<'BatchSheet'>> =>
  tour.narrator.until<Schema<'BatchSheet'>>({
    what: 'Batch sheet',
    look: () => readSheet(tour, id),
    state: ({ state }) => state,
    wanted,
    done: ({ state }) => state === wanted,
    hopeless: ({ state }) => (['cancelled', 'voided'].includes(state) ? state : undefined),
  });
