import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { randomNumbers } from './random';

export interface CallLogOptions {
  rows: number;
  /** The same seed gives the same file, byte by byte. */
  seed: number;
  /** Account codes to spread the calls over; the samples' eight of London Bridge unless told otherwise. */
  codes?: string[];
  /** Of a thousand calls, how many have a code that no Account has. */
  unknownPerMille?: number;
  /** How much later every call begins. */
  laterBySeconds?: number;
}

/** Sums to the last digit, in pounds. */
export interface CallSums {
  rows: number;
  buy: string;
  sell: string;
}

export interface CallLog {
  whole: CallSums;
  byCode: Record<string, CallSums>;
}

const HEADER =
  'Account Code,Extension,Call Date,Call Time,Number Dialled,Destination,Duration,Operator Amount,Client Amount';
const ROWS_PER_BLOCK = 1_000;
const MAY_SECONDS = 30 * 86_400;
const codesOfSamples = Array.from({ length: 8 }, (_, at) => `ACC-${1001 + at}`);

/** Ranges that are reserved for drama; ten-thousandths of a pound a minute. */
const destinations = [
  { name: 'London', number: (n: number) => `02079460${digits(n % 1000, 3)}`, perMinute: 80 },
  { name: 'UK Mobile', number: (n: number) => `07700900${digits(n % 1000, 3)}`, perMinute: 450 },
  { name: '"France, Paris"', number: (n: number) => `+331402000${digits(n % 100, 2)}`, perMinute: 310 },
  { name: 'Freephone', number: () => '08001111', perMinute: 0 },
];

/** Writes a made-up call log of May 2026 in the layout `essensys call logger v2`, with its footer, as a stream. */
export async function writeCallLog(file: string, options: CallLogOptions): Promise<CallLog> {
  const sums = new Map<string, { rows: number; buy: bigint; sell: bigint }>();
  await pipeline(Readable.from(blocks(options, sums)), createWriteStream(file));
  const shown = [...sums].map(([code, sum]) => [code, inPounds(sum)] as const);
  return { whole: inPounds(wholeOf(sums)), byCode: Object.fromEntries(shown) };
}

type Sums = Map<string, { rows: number; buy: bigint; sell: bigint }>;

function* blocks(options: CallLogOptions, sums: Sums): Generator<string> {
  const { rows, seed, codes = codesOfSamples, unknownPerMille = 5, laterBySeconds = 0 } = options;
  const random = randomNumbers(seed);
  let block = `${HEADER}\n`;
  for (let row = 0; row < rows; row++) {
    const known = random(1_000) >= unknownPerMille;
    const code = known ? (codes[random(codes.length)] as string) : `ACC-19${digits(random(10), 2)}`;
    block += callLine(code, laterBySeconds + Math.floor((row * MAY_SECONDS) / rows), random, sums);
    if (row % ROWS_PER_BLOCK === ROWS_PER_BLOCK - 1) {
      yield block;
      block = '';
    }
  }
  const { buy, sell } = inPounds(wholeOf(sums));
  yield `${block}TOTAL,,,,,,,${buy},${sell}\n`;
}

function callLine(code: string, second: number, random: (below: number) => number, sums: Sums): string {
  const to = destinations[random(destinations.length)] as (typeof destinations)[number];
  const seconds = 1 + random(1_800);
  const buy = Math.round((to.perMinute * seconds) / 60);
  const sell = Math.round((buy * 135) / 100);
  const sum = sums.get(code) ?? { rows: 0, buy: 0n, sell: 0n };
  sums.set(code, { rows: sum.rows + 1, buy: sum.buy + BigInt(buy), sell: sum.sell + BigInt(sell) });
  const day = digits(1 + Math.floor(second / 86_400), 2);
  const cells = [
    code,
    2101 + random(40),
    `${day}/05/2026`,
    clock(second % 86_400),
    to.number(random(1_000)),
    to.name,
    clock(seconds),
    pounds(BigInt(buy)),
    pounds(BigInt(sell)),
  ];
  return `${cells.join(',')}\n`;
}

function wholeOf(sums: Sums) {
  const whole = { rows: 0, buy: 0n, sell: 0n };
  for (const { rows, buy, sell } of sums.values()) {
    whole.rows += rows;
    whole.buy += buy;
    whole.sell += sell;
  }
  return whole;
}

const inPounds = ({ rows, buy, sell }: { rows: number; buy: bigint; sell: bigint }): CallSums => ({
  rows,
  buy: pounds(buy),
  sell: pounds(sell),
});

/** @param tenThousandths of a pound: whole numbers, so nothing is ever rounded while adding up. */
const pounds = (tenThousandths: bigint): string =>
  `${tenThousandths / 10_000n}.${String(tenThousandths % 10_000n).padStart(4, '0')}`;

const digits = (number: number, count: number): string => String(number).padStart(count, '0');

const clock = (second: number): string =>
  [Math.floor(second / 3_600), Math.floor(second / 60) % 60, second % 60]
    .map((part) => digits(part, 2))
    .join(':');
