import { z } from 'zod';

/** Empty is absent, as compose files leave what is not set. */
export const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
