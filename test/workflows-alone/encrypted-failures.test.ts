import { randomBytes, randomUUID } from 'node:crypto';
import { payloadKeysSetting } from '../../config/payload-keys';
import { startReviewedImport } from './setup/imports';
import { finalFailure } from './setup/scene';
import { openStage, type Stage } from './setup/stage';

const quoted = 'Key (name)=(Secretive Holdings) already exists';

/** What is said of a decision whose activity failed with words of the database; and the history, as text. */
async function failedDecision(stage: Stage) {
  const one = await startReviewedImport(stage);
  const deciding = one.decide(randomUUID()).catch((error: unknown) => error);
  (await one.applyImportDecision.call(1)).fail(finalFailure('DatabaseAway', quoted));
  const error = (await deciding) as Error & { cause?: Error & { cause?: Error } };
  const history = textIn(await one.handle.fetchHistory());
  await one.handle.terminate();
  return { told: error.cause?.cause?.message, history };
}

function textIn(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.values(value).map(textIn).join('\n');
}

it('encrypts what failures say, on their way into a workflow and out of it', async () => {
  const keys = payloadKeysSetting.parse(`k1:${randomBytes(32).toString('base64url')}`);
  const stage = await openStage(undefined, keys);
  try {
    const { told, history } = await failedDecision(stage);
    expect(told).toBe(quoted);
    expect(history).not.toContain('Secretive');
    // The kind of failure decides about retries, so it can be read without keys.
    expect(history).toContain('DatabaseAway');
  } finally {
    await stage.close();
  }
});

it('leaves failures as they are where nothing is encrypted', async () => {
  const stage = await openStage();
  try {
    const { told, history } = await failedDecision(stage);
    expect(told).toBe(quoted);
    expect(history).toContain(quoted);
    expect(history).not.toContain('Encoded failure');
  } finally {
    await stage.close();
  }
});
