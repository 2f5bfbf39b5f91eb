import { withConcurrency } from '../../activities/with-concurrency';
import type { OwnStack } from '../../dev/tools/drive/own-stack';
import { openDatabase } from '../../prisma/client/database';
import { quietRuntime, startBareWorkflows } from './bare-workflows';
import { type Bulk, type Connects, measureBulk } from './bulk';
import { type LinkWatch, watchLinks } from './link-watch';
import { timed } from '../timed';
import { makeAccounts, sendUntilLinked } from './one-send';
import { between, type ProcessorTimes, processorTimes } from './processor-times';

/** Of the rounds together. Times in milliseconds. */
export interface Measured {
  perSecond: number;
  took: number[];
  /** Of one, on the median of the rounds. */
  processor: ProcessorTimes;
}

export interface SendsMeasured {
  bare: Measured;
  /** The same workflow, started as our worker starts sends. */
  likeSends: Measured;
  sends: Measured;
  /** From press to seen to be linked, one at a time. */
  idle: number[];
  bulk: Record<Connects, Bulk> | null;
  /** Number of sends in `bulk`. */
  bulkSends: number;
}

export const inFlight = 50;
const usualSizes = { perRound: 100, idleSends: 100, bulk: 500 };
/**
 * Rounds that are not counted: V8 still compiles what they run, and PostgreSQL plans a prepared statement anew for its
 * first five runs on a connection.
 */
const warmUps = 3;
/** Under load a look costs what is measured; one at a time, it limits how exact the time is. */
const lookEveryMs = { underLoad: 100, idle: 4 };

/**
 * Workflows of one empty activity and sends, in turn, so that other load on the machine affects both; each round fifty
 * in flight. Accounts are made beforehand and not counted.
 */
export async function measureSends(
  stack: OwnStack,
  count: number,
  { perRound, idleSends, bulk } = usualSizes,
): Promise<SendsMeasured> {
  const rounds = Math.max(1, Math.round(count / perRound));
  const database = openDatabase(stack.info.database);
  quietRuntime();
  const bare = await startBareWorkflows(stack.info.temporal, 'by default');
  const likeSends = await startBareWorkflows(stack.info.temporal, 'like sends');
  const watch = watchLinks(database, lookEveryMs.underLoad);
  const near = watchLinks(database, lookEveryMs.idle);
  const sendOne = (seen: LinkWatch) => sendUntilLinked(stack, seen, accounts.pop() as string);
  const accounts = await makeAccounts(stack, (warmUps + rounds) * perRound + idleSends);
  const one = { bare: bare.one, likeSends: likeSends.one, sends: () => sendOne(watch) };
  const kinds = Object.keys(one) as (keyof typeof one)[];
  try {
    const turns: Record<keyof typeof one, Round[]> = { bare: [], likeSends: [], sends: [] };
    for (let warmUp = 0; warmUp < warmUps; warmUp++)
      await Promise.all(kinds.map((kind) => round(stack, perRound, one[kind])));
    for (let turn = 0; turn < rounds; turn++)
      for (const kind of kinds) turns[kind].push(await round(stack, perRound, one[kind]));
    const idle: number[] = [];
    while (idle.length < idleSends) idle.push(await timed(() => sendOne(near)));
    return {
      bare: together(turns.bare),
      likeSends: together(turns.likeSends),
      sends: together(turns.sends),
      idle,
      bulk: bulk > 0 ? await measureBulk(stack, bulk, { watch, near }) : null,
      bulkSends: bulk,
    };
  } finally {
    watch.stop();
    near.stop();
    await Promise.all([bare.close(), likeSends.close()]);
    await database.close();
  }
}

interface Round {
  seconds: number;
  took: number[];
  processor: ProcessorTimes;
}

async function round(stack: OwnStack, perRound: number, one: () => Promise<void>): Promise<Round> {
  const took: number[] = [];
  const before = processorTimes(stack);
  const ms = await timed(() =>
    withConcurrency([...Array(perRound).keys()], inFlight, async () => void took.push(await timed(one))),
  );
  return { seconds: ms / 1_000, took, processor: between(before, processorTimes(stack), perRound) };
}

function together(rounds: Round[]): Measured {
  const took = rounds.flatMap((one) => one.took);
  const parts = Object.keys(rounds[0]?.processor ?? {}) as (keyof ProcessorTimes)[];
  const median = (part: keyof ProcessorTimes) =>
    at(
      rounds.map(({ processor }) => processor[part]),
      0.5,
    );
  return {
    perSecond: took.length / rounds.reduce((sum, { seconds }) => sum + seconds, 0),
    took,
    processor: Object.fromEntries(parts.map((part) => [part, median(part)])) as ProcessorTimes,
  };
}

/** @param share 0.5 is the median. */
export const at = (values: number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;
