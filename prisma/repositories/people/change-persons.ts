import { mayAct, type Person } from '../../../domain/people/roles';
import { Refusal } from '../../../domain/refusal';
import type { Database, Transaction } from '../../client/database';
import { findPerson } from './persons';

/** Taken before whatever changes persons, until the end of the transaction. */
export const lockPersons = (tx: Transaction): Promise<unknown> =>
  tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('persons', 0))`);

/**
 * The only way in which the API changes persons, their roles and keys: one change after the other, because the rules
 * are about several of them together (an admin is left, two keys are enough); and by somebody who still has the right.
 * @param own Whose things are changed, if the person themselves may do it without being an admin.
 * @throws Refusal forbidden if the right, or the person, has gone since the request was authorized.
 */
export const changePersons = <T>(
  database: Database,
  { by, own }: { by: string; own?: string },
  work: (tx: Transaction, actor: Person) => Promise<T>,
): Promise<T> =>
  database.transaction(
    async (tx) => {
      await lockPersons(tx);
      const actor = await findPerson(tx, by);
      if (!actor || (own !== by && !mayAct(actor, 'manage-persons', null)))
        throw new Refusal('forbidden', 'You may no longer do this: your own rights have just been changed.');
      return work(tx, actor);
    },
    { subject: 'persons' },
  );
