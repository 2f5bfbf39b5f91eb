import { runChaos } from '../../../dev/tools/chaos/chaos';
import { parts } from '../../../dev/tools/chaos/fault-plan';
import { describe as inWords, isWhole } from '../../../dev/tools/chaos/report';

it('loses nothing and does nothing twice when each part is killed during imports and sends', async () => {
  const report = await runChaos({
    kills: parts.length,
    kinds: ['kill'],
    seed: 11,
    rows: 15_000,
    log: () => undefined,
    signal: new AbortController().signal,
  });
  expect(report.faults.map(({ target }) => target).sort()).toEqual([...parts].sort());
  expect({ whole: isWhole(report), told: inWords(report) }).toMatchObject({ whole: true });
  expect(report.imports).toBeGreaterThanOrEqual(3);
  expect(report.accounts).toBeGreaterThanOrEqual(4);
  // Else the kills would prove nothing.
  expect(report.workTwice.length).toBeGreaterThan(0);
}, 300_000);
