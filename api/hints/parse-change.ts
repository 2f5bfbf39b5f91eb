import { type Change, type ChangeKind, changeKinds } from '../../domain/people/hint';

const form = /^(\S+) (-|[0-9a-f-]{36}) (-|[0-9a-f-]{36})( progress)?$/;

const isKind = (kind: string | undefined): kind is ChangeKind => changeKinds.some((one) => one === kind);

/**
 * A notification, as triggers of the database send it.
 * @returns null if it has another form, or a kind that is not known here, such as one of a newer version.
 */
export function parseChange(payload: string): Change | null {
  const [, kind, id, locationId, remark] = form.exec(payload) ?? [];
  if (!isKind(kind)) return null;
  const given = (text: string | undefined) => (text === undefined || text === '-' ? null : text);
  return { kind, id: given(id), locationId: given(locationId), isProgress: remark !== undefined };
}
