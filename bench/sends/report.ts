import type { OwnStack } from '../../dev/tools/drive/own-stack';
import { aligned, type Figure } from '../report';
import { at, inFlight, measureSends, type SendsMeasured } from './measure';
import { parts, sumOf } from './processor-times';

const names = {
  bare: 'workflow of one empty activity',
  likeSends: 'the same, started like a send',
  sends: 'sendToConnect, press to linked',
};

/** Measures sends beside bare workflows, and prints what each costs. @returns their speeds. */
export async function sendFigures(stack: OwnStack, count: number): Promise<Figure[]> {
  console.log(
    `${count} workflows of one empty activity and ${count} sends, in turn, ${inFlight} in flight …`,
  );
  const measured = await measureSends(stack, count);
  console.log(`\n${processorTable(measured)}\n\n${idleLine(measured)}\n${bulkLines(measured)}`);
  return (['bare', 'likeSends', 'sends'] as const).map((what) => ({
    group: `${count} workflows, ${inFlight} in flight`,
    name: names[what],
    perSecond: measured[what].perSecond,
    unit: 'workflows',
    note: `p50 ${ms(at(measured[what].took, 0.5))}, p99 ${ms(at(measured[what].took, 0.99))}`,
  }));
}

function processorTable(measured: SendsMeasured): string {
  const all = sumOf(measured.bare.processor);
  const line = (what: keyof typeof names) => {
    const { processor } = measured[what];
    const one = sumOf(processor);
    return [
      names[what],
      ...parts.map((part) => processor[part].toFixed(1)),
      one.toFixed(1),
      (all / one).toFixed(2),
    ];
  };
  const head = ['milliseconds of processor, of one', ...parts, 'all', 'bare ÷ this'];
  return aligned(head, [line('bare'), line('likeSends'), line('sends')]);
}

const idleLine = ({ idle }: SendsMeasured): string =>
  `One send at a time, ${idle.length} times: p50 ${ms(at(idle, 0.5))}, p95 ${ms(at(idle, 0.95))} from press to linked.`;

const bulkLines = ({ bulk, bulkSends }: SendsMeasured): string =>
  Object.entries(bulk ?? {})
    .map(
      ([connect, { together, oneByOne }]) =>
        `${bulkSends} sends with ${connect}: ${together.toFixed(1)} s at once, ${oneByOne.toFixed(1)} s one by one, ` +
        `${(oneByOne / together).toFixed(1)} times as fast.`,
    )
    .join('\n');

const ms = (value: number): string => `${Math.round(value)} ms`;
