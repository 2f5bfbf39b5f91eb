import { locationsFor, mayAct, type Person } from './roles';

/** Who may know that something of a kind has changed. */
type Audience =
  /** Whoever may read at its Location. */
  | 'location'
  /** Whoever may read anywhere: it belongs to no Location. */
  | 'house'
  /** Whoever manages persons; and the person themselves. */
  | 'persons';

const audiences = {
  account: 'location',
  /** Its id is the Account's. */
  send: 'location',
  import: 'location',
  sheet: 'location',
  decision: 'location',
  location: 'location',
  'product-group': 'house',
  product: 'house',
  'import-type': 'house',
  person: 'persons',
} as const satisfies Record<string, Audience>;

/** What changes are told of. */
export type ChangeKind = keyof typeof audiences;
export const changeKinds = Object.keys(audiences) as [ChangeKind, ...ChangeKind[]];

/** `work`: the list of what waits for people may be another one. */
export type HintKind = ChangeKind | 'work';
export const hintKinds = [...changeKinds, 'work'] as const;

/** Something has changed; what it is now has to be asked for. */
export interface Change {
  kind: ChangeKind;
  /** Null: several of this kind. */
  id: string | null;
  /** Null: it belongs to none. */
  locationId: string | null;
  /** It only got on: its state is the same. */
  isProgress: boolean;
}

const waitsForPeople: readonly ChangeKind[] = ['send', 'import', 'sheet', 'decision'];

/** Whether others may have to do something now, or no longer. */
export const concernsWork = ({ kind, isProgress }: Change): boolean =>
  !isProgress && waitsForPeople.includes(kind);

/** Decides for a person, as their rights are now, which changes they may know of. */
export function changesFor(person: Person): (change: Change) => boolean {
  const where = locationsFor(person, 'read');
  const places = where === 'all' ? null : new Set(where);
  const readsSomewhere = mayAct(person, 'read', null);
  const managesPersons = mayAct(person, 'manage-persons', null);
  const judges: Record<Audience, (change: Change) => boolean> = {
    location: ({ locationId }) => locationId !== null && (places === null || places.has(locationId)),
    house: () => readsSomewhere,
    persons: ({ id }) => managesPersons || id === person.id,
  };
  return (change) => judges[audiences[change.kind]](change);
}
