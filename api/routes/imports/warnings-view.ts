import { z } from 'zod';
import { type Warning, warningCodes } from '../../../domain/imports/warnings';
import type { Caller } from '../../http/caller';
import { withoutForeignNames } from './foreign-names';

export const warningSchema = z
  .object({
    code: z.enum(warningCodes),
    message: z.string().meta({ examples: ['3 of 240 rows carry codes of Leeds Dock'] }),
    numbers: z.record(z.string(), z.union([z.number(), z.string()])),
  })
  .meta({ id: 'Warning' });

/**
 * What a person should check, without the names of Locations that they may not see.
 * @param kept Warnings of older imports: sentences only.
 */
export function warningsView(kept: unknown, caller: Caller): z.infer<typeof warningSchema>[] {
  const told = withoutForeignNames(caller);
  return (kept as (Warning | string)[]).map((one) => {
    const warning: Warning =
      typeof one === 'string' ? { code: 'codes-of-another-location', message: one, numbers: {} } : one;
    return { ...warning, message: told(warning.message) };
  });
}
