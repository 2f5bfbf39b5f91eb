import { type PossibleActions, possibleActions } from '../actions';
import { mayAct, type Person } from '../people/roles';
import type { ImportStatus } from './import-states';
import { type RowStatus, rowStatuses } from './totals';

export const rowActions = ['assign', 'ignore', 'release', 'discard', 'await'] as const;
export type RowAction = (typeof rowActions)[number];

/** What can be done with a row of a draft, by its status; only rows that a person has ignored can be released. */
const allowed = {
  matched: ['assign', 'ignore'],
  unmatched: ['assign', 'ignore'],
  invalid: ['ignore'],
  duplicate: ['release', 'discard', 'await'],
  ignored: ['release'],
} as const satisfies Record<RowStatus, readonly RowAction[]>;

const allows = (status: RowStatus, action: RowAction): boolean =>
  (allowed[status] as readonly RowAction[]).includes(action);

/** Row statuses that allow the action. */
export const statusesFor = (action: RowAction): RowStatus[] =>
  rowStatuses.filter((status) => allows(status, action));

interface Row {
  status: RowStatus;
  /** A person's decision about the row, such as "ignored"; null if there is none. */
  resolution: string | null;
}

interface ImportOfRow {
  status: ImportStatus;
  locationId: string;
}

/** Why no row can be changed now, whatever its status; null if rows can be changed. */
export const whyNotEdited = (status: ImportStatus): string | null =>
  status === 'in-review'
    ? null
    : `The import is ${status}: rows can be changed only while its sheet is a draft.`;

function whyNot(action: RowAction, { status, resolution }: Row): string | null {
  if (!allows(status, action))
    return `The row is ${status}: only ${statusesFor(action).join(' or ')} rows can be changed this way.`;
  return status === 'ignored' && resolution !== 'ignored'
    ? 'The Import Type leaves this row out, so it cannot be released.'
    : null;
}

/** What a person may do with a row now. */
export function actionsOnRow(
  row: Row,
  { status, locationId }: ImportOfRow,
  person: Person,
): PossibleActions<RowAction> {
  const edits = mayAct(person, 'edit-charges', locationId);
  const rule = (action: RowAction) =>
    edits ? { whyNot: whyNotEdited(status) ?? whyNot(action, row) } : null;
  return possibleActions<RowAction>({
    assign: rule('assign'),
    ignore: rule('ignore'),
    release: rule('release'),
    discard: rule('discard'),
    await: rule('await'),
  });
}
