import type { Schema } from '../../../api/client';

/** Whose keys, sessions or invitations these are. */
export interface Owner {
  id: string;
  name: string;
  kind: Schema<'Person'>['kind'];
  isDeactivated: boolean;
  isMe: boolean;
}

/** What a change has left behind, such as a Location without an approver. */
export type Warnings = Schema<'EditedPerson'>['warnings'];
