import { randomUUID } from 'node:crypto';
import { withConcurrency } from '../../activities/with-concurrency';
import { addAccount } from '../../dev/tools/drive/accounts';
import type { OwnStack } from '../../dev/tools/drive/own-stack';
import { openDatabase } from '../../prisma/client/database';
import { startBareWorkflows } from './bare-workflows';
import { watchLinks } from './link-watch';
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
  sends: Measured;
  /** From press to seen to be linked, one at a time. */
  idle: number[];
}

export const inFlight = 50;
const usualSizes = { perRound: 100, idleSends: 100 };
/** Under load a look costs what is measured; one at a time, it limits how exact the time is. */
const lookEveryMs = { underLoad: 100, idle: 4 };

/**
 * Workflows of one empty activity and sends, in turn, so that other load on the machine affects both; each round fifty
 * in flight. Accounts are made beforehand and not counted.
 */
export async function measureSends(
  stack: OwnStack,
  count: number,
  { perRound, idleSends } = usualSizes,
): Promise<SendsMeasured> {
  const rounds = Math.max(1, Math.round(count / perRound));
  const database = openDatabase(stack.info.database);
  const bareWorkflows = await startBareWorkflows(stack.info.temporal);
  const watch = watchLinks(database, lookEveryMs.underLoad);
  const accounts = await makeAccounts(stack, (rounds + 1) * perRound + idleSends);
  const send = async (until: (id: string) => Promise<void>) => {
    const id = accounts.pop() as string;
    const linked = until(id);
    await stack.as.ops.post(`/v1/accounts/${id}/send-to-connect`);
    await linked;
  };
  const one = { bare: bareWorkflows.one, sends: () => send(watch.linked) };
  try {
    const turns: Record<keyof typeof one, Round[]> = { bare: [], sends: [] };
    await Promise.all([round(stack, perRound, one.bare), round(stack, perRound, one.sends)]); // to warm up
    for (let turn = 0; turn < rounds; turn++)
      for (const what of ['bare', 'sends'] as const)
        turns[what].push(await round(stack, perRound, one[what]));
    watch.stop();
    const near = watchLinks(database, lookEveryMs.idle);
    const idle: number[] = [];
    while (idle.length < idleSends) idle.push(await timed(() => send(near.linked)));
    near.stop();
    return { bare: together(turns.bare), sends: together(turns.sends), idle };
  } finally {
    watch.stop();
    await bareWorkflows.close();
    await database.close();
  }
}

async function makeAccounts({ as }: OwnStack, count: number): Promise<string[]> {
  const mark = randomUUID().slice(0, 8);
  const made: string[] = [];
  const numbers = Array.from({ length: count }, (_, at) => at);
  await withConcurrency(numbers, 10, async (number) => {
    made.push((await addAccount(as.ops, `BENCH-${mark}-${number}`)).id);
  });
  return made;
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

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
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
