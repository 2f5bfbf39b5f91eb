import type { Person } from './roles';

/** How a caller has shown who they are. */
export type Credential =
  | { kind: 'key'; keyId: string }
  /** In a browser. `provedAt` is when they last proved to the issuer who they are; null: the issuer did not say. */
  | { kind: 'session'; sessionId: string; signedInAt: Date; provedAt: Date | null }
  /** An access token of the issuer. */
  | { kind: 'token' };

export interface Authenticated {
  person: Person;
  credential: Credential;
}
