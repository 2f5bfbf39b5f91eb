import path from 'node:path';
import { type DrivenSheet, importForm, releaseHeld } from '../drive/imports';
import { type OwnStack } from '../drive/own-stack';
import { type Schema } from '../../../clients/typescript/src/by-path';
import { type CallLog, writeCallLog } from '../make-call-log';
import { type ApiClient, NotOk } from '../../launcher/seed/http-client';
import { isRefusal, persist, persistUntil } from './persist';
import { type Begun } from './work-begun';

/**
 * Files begin at different seconds, so that few of their calls seem to be the same: where all did, imports waited for
 * each other's releases instead of being disturbed.
 */
const offsets = 40;

export interface BroughtImport {
  id: string;
  made: CallLog;
}

export interface Bringing {
  stack: OwnStack;
  rows: number;
  seed: number;
  /** Called for each attempt to upload. */
  begun: (work: Begun) => void;
  /** Called when an answer was lost although the request was carried out. */
  answerLost: (what: string) => void;
  /** Called repeatedly with the current state. */
  saw: (state: string) => void;
  signal: AbortSignal;
}

/** Takes one file from the upload to its posted charges, as people do, whatever is down meanwhile. */
export async function bringImport({ stack, rows, seed, ...rest }: Bringing): Promise<BroughtImport> {
  const { signal } = rest;
  const { ops, approver } = stack.as;
  const file = path.join(stack.folder, `calls-${seed}.csv`);
  const made = await writeCallLog(file, { rows, seed, laterBySeconds: seed % offsets });
  rest.saw('uploading');
  const id = await upload(ops, file, rest);
  const look = async () => {
    const found = await ops.get(`/v1/charge-imports/${id}`);
    rest.saw(`${id} ${found.status} ${JSON.stringify(found.rows)}`);
    return found;
  };
  const { batchSheetId } = await persistUntil(signal, look, ({ batchSheetId: sheet }) => sheet !== null);
  const sheet = batchSheetId ?? '';
  await tick(ops, sheet, 'draft', rest, ({ notBilled }) =>
    ops.post(`/v1/batch-sheets/${sheet}/complete`, { acknowledge: notBilled }),
  );
  await tick(approver, sheet, 'completed', rest, ({ digest }) =>
    approver.post(`/v1/batch-sheets/${sheet}/approve`, { digest: digest ?? '' }),
  );
  await persistUntil(signal, look, ({ status }) => status === 'posted');
  return { id, made };
}

type Watched = Pick<Bringing, 'begun' | 'answerLost' | 'saw' | 'signal'>;

/** When the same file is sent again it is refused, and its import named: an answer had been lost. */
async function upload(ops: ApiClient, file: string, { begun, answerLost, signal }: Watched): Promise<string> {
  try {
    const received = await persist(signal, async () => {
      begun({ unit: `upload ${path.basename(file)}`, at: Date.now() });
      return ops.post('/v1/charge-imports', await importForm(file));
    });
    return received.id;
  } catch (error) {
    const { firstImportId } = (isRefusal(error) ? JSON.parse(error.body) : {}) as { firstImportId?: string };
    if (firstImportId === undefined) throw error;
    answerLost('upload');
    return firstImportId;
  }
}

/** Repeats the decision until the sheet has left the state: an attempt without an answer may have succeeded. */
async function tick(
  who: ApiClient,
  id: string,
  from: string,
  { begun, answerLost, saw, signal }: Watched,
  decide: (seen: DrivenSheet) => Promise<Decided>,
): Promise<void> {
  let unanswered: boolean | undefined;
  let refused: string | null = null;
  for (;;) {
    const seen = await persist(signal, () => who.get(`/v1/batch-sheets/${id}`));
    saw(`${seen.importId} with a sheet that is ${seen.state}${refused ? `; last refused: ${refused}` : ''}`);
    if (seen.state !== from) {
      if (unanswered) answerLost('decision');
      return;
    }
    if (unanswered !== false) begun({ unit: `/v1/batch-sheets/${id} from ${from}`, at: Date.now() });
    const decided = await decide(seen).catch((error: unknown) => (isRefusal(error) ? error : null));
    unanswered = decided === null;
    refused = decided && (await refusalOf(who, decided, signal));
    if (refused) await settle(who, seen, refused);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** What a tick was answered with: the sheet, or a decision that is still to be applied. */
type Decided = DrivenSheet | Schema<'PendingDecision'>;

/** The problem for which a decision was refused, at once or after it had been accepted; null if it was applied. */
async function refusalOf(
  who: ApiClient,
  decided: NotOk | Decided,
  signal: AbortSignal,
): Promise<string | null> {
  if (decided instanceof NotOk)
    return (JSON.parse(decided.body) as { type: string }).type.replace('/problems/', '');
  if (decided.state !== 'pending') return null;
  const look = () => who.get(`/v1/decisions/${decided.id}`);
  const { outcome } = await persistUntil(signal, look, ({ state }) => state !== 'pending');
  return outcome?.result === 'refused' ? (outcome.problem ?? 'wrong-state') : null;
}

/**
 * Calls of two generated logs that happen to be equal are held, and released; a sheet that has changed meanwhile is
 * read again.
 */
async function settle(who: ApiClient, { importId }: DrivenSheet, refused: string): Promise<void> {
  if (refused === 'wrong-state' || refused === 'leftovers-not-acknowledged') return;
  if (refused !== 'duplicates-not-settled' && refused !== 'new-duplicates')
    throw new Error(`A tick of the sheet of import ${importId} was refused: ${refused}.`);
  // If that fails, they are resolved already, or it is tried again.
  await who.post(`/v1/charge-imports/${importId}/rows/actions`, releaseHeld).catch(() => undefined);
}
