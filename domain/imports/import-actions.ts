import { type ActionRule, type PossibleActions, possibleActions } from '../actions';
import { mayAct, type Person } from '../people/roles';
import { type ImportStatus, isCancellable, isReviewed, isTerminal } from './import-states';

export const importActionNames = ['cancel', 'rematch', 'restart'] as const;
export type ImportAction = (typeof importActionNames)[number];

/** Why something cannot be done with an import in this status; null if it can. */
export const whyNotWithImport: Record<ImportAction, (status: ImportStatus) => string | null> = {
  cancel: (status) =>
    isCancellable(status) ? null : `The import is ${status}: it can no longer be cancelled.`,
  rematch: (status) =>
    isReviewed(status) ? null : `The import is ${status}: only one in review can be matched again.`,
  restart: (status) => (isTerminal(status) ? `The import is ${status}: there is nothing left to do.` : null),
};

/** What a person may do with an import now. */
export function importActions(
  { status, locationId }: { status: ImportStatus; locationId: string },
  person: Person,
): PossibleActions<ImportAction> {
  const rule = (action: ImportAction): ActionRule =>
    mayAct(person, 'edit-charges', locationId) ? { whyNot: whyNotWithImport[action](status) } : null;
  return possibleActions<ImportAction>({
    cancel: rule('cancel'),
    rematch: rule('rematch'),
    restart: rule('restart'),
  });
}
