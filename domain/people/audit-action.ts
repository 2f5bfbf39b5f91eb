import type { RowAction } from '../imports/row-actions';
import type { SendDecisionKind, SheetDecisionKind } from './decision';

/**
 * What the audit trail can say that was done: a thing and a verb. A new one does not compile until the console has
 * words for it.
 */
export type DoneAction =
  | `account.${'created' | 'edited'}`
  | `account-code.${'added' | 'ended'}`
  | `send.${'requested' | 'created' | 'adopted' | 'needs-decision' | 'rejected' | SendDecisionKind}`
  | `client.${'edited' | 'converted'}`
  | `import.${'received' | 'failed' | 'rematched' | 'restarted' | 'file-downloaded'}`
  | `rows.${RowAction}`
  | `sheet.${'opened' | 'explained' | 'posted' | SheetDecisionKind}`
  | `decision.${'unverified' | 'refused-raw'}`
  | `location.${'added' | 'edited'}`
  | 'product-group.added'
  | `product.${'added' | 'edited'}`
  | 'import-type.saved'
  | `session.${'started' | 'ended' | 'refused'}`
  | `person.${'added' | 'registered' | 'renamed' | 'email-removed' | 'linked' | 'deactivated' | 'reactivated'}`
  | `person.${'granted' | 'grant-removed'}`
  | `person.change-${'asked' | 'confirmed' | 'withdrawn' | 'by-single-admin'}`
  | `person.${'invited' | 'invitation-used' | 'invitation-revoked'}`
  | `person.${'key-made' | 'key-revoked' | 'keys-revoked'}`
  /** Many attempts that were refused, counted together. */
  | 'refused many';

/** What was done; or the request that was refused, such as "refused POST /v1/charge-imports". */
export type AuditAction = DoneAction | `refused ${string}`;
