import type { Credential } from './credential';
import type { Person } from './roles';

/** One in use, and the next one while it is being rolled out. */
export const maxLiveKeys = 2;

interface NewKey {
  /** Whose key it will be. */
  owner: { id: string; kind: Person['kind'] };
  maker: { id: string; kind: Person['kind']; managesPersons: boolean };
  credential: Pick<Credential, 'kind'> | null;
  /** Whether people can sign in: then nobody else needs to make their keys. */
  signInConfigured: boolean;
}

/**
 * Why a key may not be made; null if it may. Whoever makes a key knows it and can act as its owner, so an admin who
 * made the keys of approvers could approve in their names.
 */
export function whyNoKey({ owner, maker, credential, signInConfigured }: NewKey): string | null {
  if (owner.kind === 'machine') return maker.managesPersons ? null : notAdmin;
  if (!signInConfigured) {
    if (!maker.managesPersons) return notAdmin;
    return maker.kind === 'human' ? null : 'A machine makes no keys of people.';
  }
  if (owner.id !== maker.id)
    return 'People make their own keys, after they have signed in: nobody else may know them.';
  return credential?.kind === 'session' ? null : 'Sign in to make a key: a key cannot make another one.';
}

const notAdmin = 'Only an admin for all locations makes keys.';
