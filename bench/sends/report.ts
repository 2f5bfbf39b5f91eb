import type { OwnStack } from '../../dev/tools/drive/own-stack';
import { aligned, type Figure } from '../report';
import { at, inFlight, type Measured, measureSends, type SendsMeasured } from './measure';
import { parts, sumOf } from './processor-times';

const names = { bare: 'workflow of one empty activity', sends: 'sendToConnect, press to linked' };

/** Measures sends beside bare workflows, and prints what each costs. @returns their speeds. */
export async function sendFigures(stack: OwnStack, count: number): Promise<Figure[]> {
  console.log(
    `${count} workflows of one empty activity and ${count} sends, in turn, ${inFlight} in flight …`,
  );
  const measured = await measureSends(stack, count);
  console.log(`\n${processorTable(measured)}\n\n${idleLine(measured)}`);
  return (['bare', 'sends'] as const).map((what) => ({
    group: `${count} workflows, ${inFlight} in flight`,
    name: names[what],
    perSecond: measured[what].perSecond,
    unit: 'workflows',
    note: `p50 ${ms(at(measured[what].took, 0.5))}, p99 ${ms(at(measured[what].took, 0.99))}`,
  }));
}

function processorTable({ bare, sends }: SendsMeasured): string {
  const line = (name: string, { processor }: Measured) => [
    name,
    ...parts.map((part) => processor[part].toFixed(1)),
    sumOf(processor).toFixed(1),
  ];
  const ratio = (sumOf(bare.processor) / sumOf(sends.processor)).toFixed(2);
  const head = ['milliseconds of processor, of one', ...parts, 'all', 'bare ÷ this'];
  return aligned(head, [
    [...line(names.bare, bare), '1'],
    [...line(names.sends, sends), ratio],
  ]);
}

const idleLine = ({ idle }: SendsMeasured): string =>
  `One send at a time, ${idle.length} times: p50 ${ms(at(idle, 0.5))}, p95 ${ms(at(idle, 0.95))} from press to linked.`;

const ms = (value: number): string => `${Math.round(value)} ms`;
