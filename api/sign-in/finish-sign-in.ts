import type { Transaction } from '../../prisma/client/database';
import { recordAudit } from '../../prisma/repositories/people/audit';
import { personOfSubject } from '../../prisma/repositories/people/identities';
import { isWaitingFor } from '../../prisma/repositories/people/pending-changes';
import { hashSecret, newSecret } from '../../prisma/repositories/people/secrets';
import { endSessionOf, startSession } from '../../prisma/repositories/people/sessions';
import { useInvitation } from '../../prisma/repositories/people/use-invitation';
import type { ApiDependencies } from '../dependencies';
import type { Browser } from '../http/browser';
import { endedInvitation, someoneElses } from './invitation-pages';
import type { Vouched } from './issuer';
import { notConfirmedYet, unknownPerson } from './pages';
import type { SignIn } from './sign-in';

interface Finishing {
  browser: Browser;
  vouched: Vouched;
  /** Null if nobody was invited. */
  invitationId: string | null;
}

type Page = ReturnType<typeof endedInvitation | typeof notConfirmedYet> | typeof someoneElses;
type Finished = { token: string } | { page: Page };

/** Lets in whom the issuer vouches for. @returns the secret of their session; or what they are told instead. */
export const finishSignIn = (
  { database, allowSingleAdmin }: ApiDependencies,
  signIn: SignIn,
  { browser, vouched, invitationId }: Finishing,
): Promise<Finished> =>
  database.transaction(async (tx) => {
    const start = async (personId: string): Promise<Finished> => ({
      token: await newSession(tx, signIn, { browser, vouched, personId }),
    });
    if (invitationId === null) {
      const personId = await personOfSubject(tx, vouched);
      return personId === null ? refuse(tx, vouched, unknownPerson) : start(personId);
    }
    const used = await useInvitation(tx, { invitationId, by: vouched, allowSingleAdmin });
    if (used.as === 'linked') return start(used.personId);
    if (used.as === 'waits') return { page: notConfirmedYet(200, vouched.email) };
    const page = used.as === 'taken' ? someoneElses : endedInvitation(used.state);
    return refuse(tx, vouched, page, { invitationId });
  });

async function refuse(
  tx: Transaction,
  vouched: Vouched,
  page: Page,
  detail: Record<string, unknown> = {},
): Promise<Finished> {
  await recordRefusal(tx, 'nobody is linked to the subject', detail);
  return { page: (await isWaitingFor(tx, vouched)) ? notConfirmedYet(403, vouched.email) : page };
}

interface NewSession {
  browser: Browser;
  vouched: Vouched;
  personId: string;
}

/** A new session, of a new secret, in the place of the one that the browser had. @returns the secret. */
async function newSession(
  tx: Transaction,
  { cookies }: SignIn,
  { browser: { cookies: header, userAgent }, vouched: { signedInAt, provedAt }, personId }: NewSession,
): Promise<string> {
  const before = cookies.session.read(header);
  const token = newSecret();
  if (before !== null) await endSessionOf(tx, hashSecret(before));
  const sessionId = await startSession(tx, {
    personId,
    tokenSha256: hashSecret(token),
    signedInAt,
    provedAt,
    userAgent,
  });
  const subject = `person:${personId}`;
  await recordAudit(tx, { personId, action: 'session.started', subject, detail: { sessionId } });
  return token;
}

export const recordRefusal = (tx: Transaction, reason: string, detail: Record<string, unknown> = {}) =>
  recordAudit(tx, {
    personId: null,
    action: 'session.refused',
    subject: 'sign-in',
    refused: 'unauthenticated',
    detail: { reason, ...detail },
  });
