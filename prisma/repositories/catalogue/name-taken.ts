import { Refusal } from '../../../domain/refusal';

/** @param what Such as "location". */
export const nameTaken = (what: string, name: string) =>
  new Refusal('name-taken', `There is already a ${what} named "${name}".`, {
    errors: [{ pointer: '/name', detail: 'Use another name.' }],
  });
