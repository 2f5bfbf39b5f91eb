import type { Schema } from '../../../api/client';

type Likely = Pick<Schema<'LikelyAccount'>, 'why' | 'effectiveFrom' | 'effectiveTo'>;

/**
 * The days for which a code is offered to an Account that had it before or has it later, so that both fit: half-open,
 * yyyy-mm-dd; '' is without end.
 */
export function daysToGive(likely: Likely | undefined): { from: string; to: string } {
  if (likely?.why === 'code-ended') return { from: likely.effectiveTo ?? '', to: '' };
  if (likely?.why === 'code-not-begun') return { from: '', to: likely.effectiveFrom ?? '' };
  return { from: '', to: '' };
}
