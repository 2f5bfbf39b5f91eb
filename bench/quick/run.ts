import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../config/project-root';
import type { OwnStack } from '../../dev/tools/drive/own-stack';
import { aligned } from '../report';
import { compare, type Comparison, type Ratios, ratioNames } from './compare';
import { measureRatios } from './measure';

const releaseFile = path.join(projectRoot(), 'bench', 'last-release.json');

interface Release {
  /** When, where, and how busy the machine was: behind "It was measured on". */
  note: string;
  runs: Ratios[];
}

const texts: Record<keyof Ratios, string> = {
  review: 'upload to review, as a share of csv-parse into one COPY (more is better)',
  complete: 'completing, in times of the bare COPY (less is better)',
  post: 'posting, in times of the bare COPY (less is better)',
  send: 'processor time of a bare workflow, as a share of a send’s (more is better)',
};

const verdict = {
  slower:
    'Slower than the last release, by more than noise; or another machine: there, record runs of it first.',
  ok: 'Not slower than the last release.',
};

const readRelease = (): Release =>
  existsSync(releaseFile)
    ? (JSON.parse(readFileSync(releaseFile, 'utf8')) as Release)
    : { note: '', runs: [] };

/** @returns whether something is slower than in the last release; false if the run is recorded instead. */
export async function benchQuick(stack: OwnStack, rows: number, record: boolean): Promise<boolean> {
  const now = await measureRatios(stack, rows);
  const release = readRelease();
  if (record) {
    const rounded = Object.fromEntries(ratioNames.map((what) => [what, Number(now[what].toFixed(3))]));
    const runs = [...release.runs, rounded];
    writeFileSync(releaseFile, `${JSON.stringify({ ...release, runs }, null, 2)}\n`);
    console.log(`\nRecorded in bench/last-release.json: ${JSON.stringify(rounded)}`);
    return false;
  }
  const compared = compare(release.runs, now);
  console.log(`\n${comparisonTable(compared)}`);
  const slower = compared.some((one) => one.slower);
  console.log(`\n${slower ? verdict.slower : verdict.ok} It was measured on ${release.note}.`);
  return slower;
}

const comparisonTable = (compared: Comparison[]): string =>
  aligned(
    ['', 'now', 'last release', ''],
    compared.map(({ what, now, lowest, highest, slower }) => [
      texts[what],
      now.toFixed(2),
      `${lowest.toFixed(2)} to ${highest.toFixed(2)}`,
      slower ? 'slower' : 'ok',
    ]),
  );
