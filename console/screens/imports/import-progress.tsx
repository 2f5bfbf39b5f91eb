import { useEffect, useState } from 'react';
import type { Schema } from '../../api/client';
import { counted } from '../../ui/amount';
import { classes } from '../../ui/classes';
import { Progress } from '../../ui/progress';
import { words } from '../../words/import';
import { addSample, formatSeconds, rateOf, type Sample, secondsLeft } from './reading-rate';

type ChargeImport = Schema<'ChargeImport'>;
type Phase = keyof typeof words.phases;

const phases = Object.keys(words.phases) as Phase[];

/** Which phases an import has behind it, and where it is; of one that ended early, nothing. */
export function ImportPhases({ status }: { status: ChargeImport['status'] }) {
  const at = phases.indexOf(status === 'posting' ? 'approved' : (status as Phase));
  if (at === -1) return null;
  return (
    <ol aria-label={words.phasesLabel} className="flex flex-wrap gap-x-2 gap-y-1 text-sm">
      {phases.map((phase, place) => {
        const isDone = place < at || status === 'posted';
        return (
          <li
            key={phase}
            aria-current={place === at ? 'step' : undefined}
            className={classes(
              'flex items-center gap-2 rounded-full px-2.5 py-0.5',
              place === at ? 'bg-accent-soft font-medium text-accent' : 'text-muted',
            )}
          >
            {isDone && <span aria-hidden>✓</span>}
            {words.phases[phase]}
            {isDone && <span className="sr-only">{words.done}</span>}
          </li>
        );
      })}
    </ol>
  );
}

/** How far it is while it gets on by itself, with rows a second and the time left. */
export function ImportProgress({ found }: { found: ChargeImport }) {
  const { status, rows, file } = found;
  const rate = useRate(status === 'reading', rows.file);
  const soFar = counted(rows.file, 'row');
  if (status === 'received') return <Progress label={words.waiting} />;
  if (status === 'matching') return <Progress label={words.matching(soFar)} />;
  if (status !== 'reading') return null;
  const share = file.bytes === 0 ? undefined : file.bytesRead / file.bytes;
  const left = secondsLeft(rows.file, share, rate);
  const label = [
    words.reading(soFar),
    rate !== undefined && words.rate(counted(Math.round(rate), 'row')),
    left !== undefined && words.timeLeft(formatSeconds(left)),
  ];
  return <Progress label={label.filter(Boolean).join(', ')} value={share} />;
}

function useRate(isReading: boolean, rows: number): number | undefined {
  const [samples, setSamples] = useState<Sample[]>([]);
  useEffect(() => {
    if (isReading) setSamples((known) => addSample(known, { atMs: Date.now(), rows }));
  }, [isReading, rows]);
  return rateOf(samples);
}
