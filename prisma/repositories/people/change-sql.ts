import type { ChangeAsked } from '../../../domain/people/pending-change';
import { instant } from '../../client/instant';

/** A change that waits for a second admin. */
export interface ChangeRecord {
  id: string;
  /** About whom. */
  person: { id: string; name: string };
  asked: ChangeAsked;
  askedBy: { id: string; name: string };
  /** ISO 8601. */
  askedAt: string;
  expiresAt: string;
}

/** Of `pending_change c`: it waits. */
export const isOpen = 'c.confirmed_at IS NULL AND c.withdrawn_at IS NULL AND c.expires_at > now()';

/** A ChangeRecord, of `pending_change c`, `person p` (whom it is about) and `person asker`. */
export const changeAsJson = `json_build_object('id', c.id,
  'person', json_build_object('id', p.id, 'name', p.name), 'asked', c.details || jsonb_build_object('kind', c.kind),
  'askedBy', json_build_object('id', asker.id, 'name', asker.name),
  'askedAt', ${instant('c.asked_at')}, 'expiresAt', ${instant('c.expires_at')})`;
