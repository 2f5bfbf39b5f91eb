import { Refusal } from '../../domain/refusal';

/** @param what Such as "location". */
export const versionDiffers = (what: string) =>
  new Refusal(
    'version-differs',
    `Somebody has edited the ${what} since you read it: read it again and repeat your change.`,
  );
