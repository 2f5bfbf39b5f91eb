import type { Person } from './roles';

/** How a caller has shown who they are. */
export type Credential =
  | { kind: 'key'; keyId: string }
  /** In a browser. `signedInAt` is when they last proved who they are to the issuer. */
  | { kind: 'session'; sessionId: string; signedInAt: Date }
  /** An access token of the issuer. */
  | { kind: 'token' };

export interface Authenticated {
  person: Person;
  credential: Credential;
}
