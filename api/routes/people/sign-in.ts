import { z } from 'zod';
import { Refusal } from '../../../domain/refusal';
import { recordAudit } from '../../../prisma/repositories/people/audit';
import { endSessionOf, startSession } from '../../../prisma/repositories/people/sessions';
import {
  beginFlow,
  findIdentity,
  linkByEmail,
  takeFlow,
} from '../../../prisma/repositories/people/sign-in-flows';
import type { Transaction } from '../../../prisma/client/database';
import type { ApiDependencies } from '../../dependencies';
import { html, nothing } from '../../http/answer-kinds';
import type { Browser } from '../../http/browser';
import { route } from '../../http/route';
import { IssuerAway, NotVouched, type Vouched } from '../../sign-in/issuer';
import { signInAgain, signInPage } from '../../sign-in/page';
import { hashSecret, newSecret } from '../../../prisma/repositories/people/secrets';
import type { SignIn } from '../../sign-in/sign-in';
import { wayBack } from '../../sign-in/way-back';

const notSetUp = (reason: string | null) => ({
  status: 404 as const,
  body: signInPage({ title: 'Sign-in is not set up', text: `${reason ?? ''} Ask your administrator.` }),
});

const away = {
  status: 503 as const,
  headers: { 'retry-after': '5' },
  body: signInPage({
    title: 'You cannot sign in at the moment',
    text: 'The service that you sign in with does not answer. Try again in a moment.',
    link: signInAgain(),
  }),
};

const expired = {
  status: 400 as const,
  body: signInPage({
    title: 'This sign-in cannot be finished',
    text: 'It was begun more than ten minutes ago, or in another browser, or it has been finished already.',
    link: signInAgain(),
  }),
};

const refused = {
  status: 403 as const,
  body: signInPage({
    title: 'You were not signed in',
    text: 'The service that you sign in with did not confirm who you are.',
    link: signInAgain(),
  }),
};

const unknownPerson = {
  status: 403 as const,
  body: signInPage({
    title: 'Nobody here has this sign-in',
    text:
      'You have signed in, but no person of operate-connect is linked to you. Ask your administrator to add you, ' +
      'with the e-mail address that you sign in with; it must be confirmed there.',
    link: signInAgain(),
  }),
};

export const signInRoutes = [
  route({
    method: 'get',
    path: '/auth/sign-in',
    summary: 'Sign in: continues at the issuer',
    needs: 'nothing',
    browser: true,
    query: z.object({
      to: z.string().max(1_000).optional().meta({ description: 'The path to return to.' }),
      maxAge: z.coerce.number().int().min(0).max(86_400).optional().meta({
        description: 'Sign in anew if the last time was longer ago than this, in seconds.',
      }),
    }),
    answers: { 302: nothing, 404: html, 503: html },
  }).handle(async ({ query: { to, maxAge = null }, browser }, { database, signIn, noSignIn }) => {
    if (!signIn) return notSetUp(noSignIn);
    const { issuer, cookies } = signIn;
    try {
      const { url, state, nonce, verifier } = await issuer.begin(maxAge);
      // One for several tabs: each of them can finish.
      const secret = cookies.flow.read(browser.cookies) ?? newSecret();
      await beginFlow(database, {
        stateSha256: hashSecret(state),
        browserSha256: hashSecret(secret),
        nonce,
        verifier,
        wayBack: wayBack(to),
        maxAgeSeconds: maxAge,
      });
      return { status: 302, headers: { location: url.href, 'set-cookie': cookies.flow.set(secret) } };
    } catch (error) {
      if (error instanceof IssuerAway) return away;
      throw error;
    }
  }),

  route({
    method: 'get',
    path: '/auth/callback',
    summary: 'Finish signing in: the issuer sends the browser here',
    needs: 'nothing',
    browser: true,
    // Some issuers' codes are long: what headers may have is the limit.
    query: z.object({ state: z.string().max(200).optional(), code: z.string().optional() }),
    answers: { 302: nothing, 400: html, 403: html, 404: html, 503: html },
    problems: ['too-many-attempts'],
  }).handle(async ({ query: { state }, browser }, dependencies) => {
    const { database, signIn, noSignIn } = dependencies;
    if (!signIn) return notSetUp(noSignIn);
    const failed = countFailures(dependencies, browser);
    const secret = signIn.cookies.flow.read(browser.cookies);
    const flow =
      state === undefined || secret === null
        ? null
        : await takeFlow(database, hashSecret(state), hashSecret(secret));
    if (flow === null) return failed(expired);
    let vouched: Vouched;
    try {
      const callback = new URL(browser.url, signIn.publicUrl);
      vouched = await signIn.issuer.finish(callback, { ...flow, state: state as string });
    } catch (error) {
      if (error instanceof IssuerAway) return away;
      if (!(error instanceof NotVouched)) throw error;
      await database.transaction((tx) => recordRefusal(tx, 'not vouched for by the issuer'));
      return failed(refused);
    }
    const token = await begin(dependencies, signIn, browser, vouched);
    if (token === null) return failed(unknownPerson);
    const cookie = signIn.cookies.session.set(token);
    return { status: 302, headers: { location: flow.wayBack, 'set-cookie': cookie } };
  }),
];

/**
 * Counts sign-ins that fail, by address: each leaves an event behind, and none may fill the audit trail.
 * @throws Refusal too-many-attempts if there were too many already.
 */
function countFailures({ failures: { signIns } }: ApiDependencies, { address }: Browser) {
  if (signIns.isLimited(address))
    throw new Refusal(
      'too-many-attempts',
      'Too many sign-ins from your address failed. Try again in a minute.',
      {
        extra: { retryAfter: 60 },
      },
    );
  return <Answer>(answer: Answer): Answer => {
    signIns.add(address);
    return answer;
  };
}

/**
 * A new session, of a new secret, in the place of the one that the browser had.
 * @returns the secret; null if nobody is linked to the subject.
 */
async function begin(
  { database }: ApiDependencies,
  { cookies }: SignIn,
  { cookies: header, userAgent }: Browser,
  vouched: Vouched,
): Promise<string | null> {
  const before = cookies.session.read(header);
  const token = newSecret();
  return database.transaction(async (tx) => {
    const personId = await personOf(tx, vouched);
    if (personId === null) {
      await recordRefusal(tx, 'nobody is linked to the subject');
      return null;
    }
    if (before !== null) await endSessionOf(tx, hashSecret(before));
    const { signedInAt, provedAt } = vouched;
    const tokenSha256 = hashSecret(token);
    const id = await startSession(tx, { personId, tokenSha256, signedInAt, provedAt, userAgent });
    await recordAudit(tx, {
      personId,
      action: 'session.started',
      subject: `person:${personId}`,
      detail: { sessionId: id },
    });
    return token;
  });
}

async function personOf(
  tx: Transaction,
  { issuer, subject, verifiedEmail }: Vouched,
): Promise<string | null> {
  const known = await findIdentity(tx, issuer, subject);
  if (known !== null || verifiedEmail === null) return known;
  const personId = await linkByEmail(tx, issuer, subject, verifiedEmail);
  if (personId !== null)
    await recordAudit(tx, {
      personId,
      action: 'person.linked',
      subject: `person:${personId}`,
      detail: { issuer },
    });
  return personId;
}

const recordRefusal = (tx: Transaction, reason: string) =>
  recordAudit(tx, {
    personId: null,
    action: 'session.refused',
    subject: 'sign-in',
    refused: 'unauthenticated',
    detail: { reason },
  });
