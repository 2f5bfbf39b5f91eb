import path from 'node:path';
import { giveCodes } from '../dev/tools/drive/accounts';
import type { OwnStack } from '../dev/tools/drive/own-stack';
import { writeCallLog } from '../dev/tools/make-call-log';
import { copyBareRows, createManyRows, parseThenCopy } from './baselines';
import { type ImportTimes, measureImport } from './charge-import';
import type { Figure } from './report';

/** Imports a generated call log, beside the baselines. */
export async function importFigures(stack: OwnStack, rows: number, naiveRows: number): Promise<Figure[]> {
  const { database } = stack.info;
  const file = path.join(stack.folder, 'calls.csv');
  console.log(`Writing a call log of ${rows.toLocaleString('en')} rows …`);
  await writeCallLog(file, { rows, seed: 7 });
  await giveCodes(stack.as.ops);
  console.log('Bare COPY, csv-parse into one COPY, createMany …');
  const bare = await copyBareRows(database, file);
  const parsed = await parseThenCopy(database, file);
  const naive = naiveRows > 0 ? await createManyRows(database, file, naiveRows) : null;
  console.log('Import: upload, read, match, complete, approve, post …');
  const times = await measureImport(stack, file, rows);
  const speed = (ms: number, of = rows) => (of * 1000) / ms;
  const group = `${rows.toLocaleString('en')} rows`;
  const figure = (name: string, ms: number, note = '', of = rows): Figure => ({
    group,
    name,
    perSecond: speed(ms, of),
    unit: 'rows',
    note: `${seconds(ms)}${note && `, ${note}`}`,
  });
  return [
    figure('bare COPY of the rows', bare),
    figure('csv-parse into one COPY', parsed),
    ...(naive === null ? [] : [figure('csv-parse and createMany', naive, `of ${naiveRows} rows`, naiveRows)]),
    figure(
      'import: upload to review',
      times.toReview,
      `${share(parsed / times.toReview)} of csv-parse into COPY`,
    ),
    ...Object.entries(times.phases).map(([phase, ms]) => figure(`  ${phase}`, ms, beside(phase, ms, bare))),
    figure(
      'import: upload to posted',
      wholeOf(times),
      `${times.workerMiB} MiB worker, ${times.historyEvents} events`,
    ),
  ];
}

const beside = (phase: string, ms: number, bare: number): string =>
  phase === 'post' ? `${(ms / bare).toFixed(1)} times the bare COPY` : '';
const wholeOf = ({ toReview, phases }: ImportTimes) => toReview + phases.complete + phases.post;
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const share = (part: number) => part.toFixed(2);
