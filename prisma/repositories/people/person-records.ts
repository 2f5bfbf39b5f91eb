import type { Role } from '../../../domain/people/roles';
import type { Reader } from '../../client/database';
import { instant } from '../../client/instant';
import type { NamePlace } from '../../client/next-by-name';
import { changeAsJson, isOpen, type ChangeRecord } from './change-sql';

/** A person as admins see them. */
export interface PersonRecord {
  id: string;
  name: string;
  kind: 'human' | 'machine';
  email: string | null;
  /** ISO 8601; null: active. */
  deactivatedAt: string | null;
  version: number;
  grants: GrantRecord[];
  pendingChanges: ChangeRecord[];
}

export interface GrantRecord {
  id: string;
  role: Role;
  locationId: string | null;
}

const select = `SELECT p.id, p.name, p.kind, p.email, ${instant('p.deactivated_at')} AS "deactivatedAt", p.version,
  (SELECT coalesce(json_agg(json_build_object('id', g.id, 'role', g.role, 'locationId', g.location_id)
     ORDER BY g.role, g.location_id NULLS FIRST), '[]') FROM person_grant g WHERE g.person_id = p.id) AS grants,
  (SELECT coalesce(json_agg(${changeAsJson} ORDER BY c.asked_at, c.id), '[]') FROM pending_change c
     JOIN person asker ON asker.id = c.asked_by WHERE c.person_id = p.id AND ${isOpen}) AS "pendingChanges"
  FROM person p`;

export async function findPersonRecord(asking: Reader, id: string): Promise<PersonRecord | null> {
  const [found] = await asking.query<PersonRecord>(`${select} WHERE p.id = $1`, [id]);
  return found ?? null;
}

/** By name; at most `limit` after the position. */
export const listPersons = (
  asking: Reader,
  { after, limit }: { after: NamePlace | null; limit: number },
): Promise<PersonRecord[]> =>
  asking.query<PersonRecord>(
    `${select} WHERE $1::text IS NULL OR (p.name, p.id) > ($1, $2::uuid) ORDER BY p.name, p.id LIMIT $3`,
    [...(after ?? [null, null]), limit],
  );
