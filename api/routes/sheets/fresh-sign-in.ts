import { isFresh } from '../../../domain/people/fresh-sign-in';
import { Refusal } from '../../../domain/refusal';
import { findLocation } from '../../../prisma/repositories/catalogue/locations';
import type { SheetInBrief } from '../../../prisma/repositories/sheets/sheet-in-brief';
import type { ApiDependencies } from '../../dependencies';
import type { Caller } from '../../http/caller';

/** @throws Refusal fresh-sign-in-needed if the Location wants a newer sign-in than the caller has, or any at all. */
export async function requireFreshSignIn(
  { database, signIn }: ApiDependencies,
  { credential }: Caller,
  { id, location }: SheetInBrief,
): Promise<void> {
  const minutes = (await findLocation(database, location.id))?.freshSignInMinutes ?? null;
  if (minutes === null || isFresh(credential, minutes, new Date())) return;
  const way = signIn
    ? `Sign in again, at /auth/sign-in?maxAge=${60 * minutes}&to=/batch-sheets/${id}, then approve.`
    : 'Sign-in is not set up, so nobody can approve here: ask your administrator.';
  throw new Refusal(
    'fresh-sign-in-needed',
    `Approving at ${location.name} needs a sign-in of the last ${minutes} minutes; a key does not do. ${way}`,
  );
}
