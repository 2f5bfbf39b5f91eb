import { Refusal } from '../../../domain/refusal';

/** @param what Such as "location". */
export const nameTaken = (what: string, name: string) =>
  new Refusal('name-taken', `There is a ${what} named "${name}" already.`, {
    errors: [{ pointer: '/name', detail: 'Take another name.' }],
  });
