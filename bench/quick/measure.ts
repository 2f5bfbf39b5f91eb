import path from 'node:path';
import type { OwnStack } from '../../dev/tools/drive/own-stack';
import { writeCallLog } from '../../dev/tools/make-call-log';
import { copyBareRows, parseThenCopy } from '../baselines';
import { measureImport } from '../charge-import';
import { newLocation } from '../new-location';
import { at, measureSends } from '../sends/measure';
import { sumOf } from '../sends/processor-times';
import type { Ratios } from './compare';

const rounds = 3;
const sends = { perRound: 40, idleSends: 0, bulk: 0 };

/** Medians of three rounds; in each, the baselines run right before the import that is compared with them. */
export async function measureRatios(stack: OwnStack, rows: number): Promise<Ratios> {
  const review: number[] = [];
  const complete: number[] = [];
  const post: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    const location = `Round ${round}`;
    const file = path.join(stack.folder, `${location}.csv`);
    await writeCallLog(file, { rows, seed: round, codes: await newLocation(stack, location) });
    const bare = await copyBareRows(stack.info.database, file);
    const parsed = await parseThenCopy(stack.info.database, file);
    const { toReview, phases } = await measureImport(stack, file, rows, { location });
    review.push(parsed / toReview);
    complete.push(phases.complete / bare);
    post.push(phases.post / bare);
  }
  const measured = await measureSends(stack, rounds * sends.perRound, sends);
  const send = sumOf(measured.bare.processor) / sumOf(measured.sends.processor);
  return { review: at(review, 0.5), complete: at(complete, 0.5), post: at(post, 0.5), send };
}
