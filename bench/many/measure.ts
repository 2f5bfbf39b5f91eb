import { SECOND_WORKER } from '../../dev/launcher/stack';
import type { OwnStack } from '../../dev/tools/drive/own-stack';
import { aligned } from '../report';
import { measureRound, type Round } from './round';

const files = 10;
const warmUpRows = 5_000;
const goals = { together: 1.3, twoWorkers: 1.0 };

/** Imports ten files one by one, all together, and all together with two workers. */
export async function measureMany(stack: OwnStack, rows: number): Promise<string> {
  const one = ['worker'];
  const two = ['worker', SECOND_WORKER];
  const round = (name: string, workers: string[], together: boolean, of = rows) => {
    console.log(`${name}: ${files} files of ${of.toLocaleString('en')} rows …`);
    return measureRound(stack, { name, files, rows: of, together, workers });
  };
  await round('Warm up', one, true, warmUpRows);
  const oneByOne = await round('One by one', one, false);
  const together = await round('Together', one, true);
  await stack.startAgain(SECOND_WORKER);
  await round('Warm up again', two, true, warmUpRows);
  const twoWorkers = await round('Two workers', two, true);
  return report({ oneByOne, together, twoWorkers });
}

function report({ oneByOne, together, twoWorkers }: Record<'oneByOne' | 'together' | 'twoWorkers', Round>) {
  const line = (name: string, { wall, postgres, workers, api }: Round) => [
    name,
    ...[wall, postgres, workers, api, postgres + workers + api].map((seconds) => seconds.toFixed(1)),
  ];
  const ratio = (a: Round, b: Round, goal: number) =>
    `${(a.wall / b.wall).toFixed(2)} by the clock (goal ${goal.toFixed(1)}), ` +
    `${(processor(a) / processor(b)).toFixed(2)} of processor time`;
  return [
    aligned(
      ['seconds', 'clock', 'PostgreSQL', 'worker(s)', 'API', 'processor'],
      [line('one by one', oneByOne), line('together', together), line('together, two workers', twoWorkers)],
    ),
    '',
    `together ÷ one by one: ${ratio(together, oneByOne, goals.together)}`,
    `two workers ÷ one: ${ratio(twoWorkers, together, goals.twoWorkers)}`,
  ].join('\n');
}

const processor = ({ postgres, workers, api }: Round): number => postgres + workers + api;
