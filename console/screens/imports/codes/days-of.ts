import type { Schema } from '../../../api/client';
import { formatDay } from '../../../ui/time';

/** Such as "1 May 2026 to 30 May 2026". */
export function daysOf({ firstDay, lastDay }: Pick<Schema<'CodeProblem'>, 'firstDay' | 'lastDay'>): string {
  if (!firstDay || !lastDay) return '–';
  return firstDay === lastDay ? formatDay(firstDay) : `${formatDay(firstDay)} to ${formatDay(lastDay)}`;
}
