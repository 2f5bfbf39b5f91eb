import { z } from 'zod';
import { hashSecret } from '../../../prisma/repositories/people/secrets';
import { takeFlow } from '../../../prisma/repositories/people/sign-in-flows';
import { html, nothing } from '../../http/answer-kinds';
import { route } from '../../http/route';
import { beginSignIn } from '../../sign-in/begin-sign-in';
import { countFailures } from '../../sign-in/count-failures';
import { finishSignIn, recordRefusal } from '../../sign-in/finish-sign-in';
import { IssuerAway, NotVouched, type Vouched } from '../../sign-in/issuer';
import { away, expired, notSetUp, refused } from '../../sign-in/pages';
import { wayBack } from '../../sign-in/way-back';

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
    headers: { 302: ['location', 'set-cookie'], 503: ['retry-after'] },
  }).handle(async ({ query: { to, maxAge: maxAgeSeconds = null }, browser }, dependencies) => {
    const { signIn, noSignIn } = dependencies;
    if (!signIn) return notSetUp(noSignIn);
    try {
      const beginning = { cookies: browser.cookies, wayBack: wayBack(to), maxAgeSeconds };
      const { url, cookie } = await beginSignIn(dependencies, signIn, beginning);
      return { status: 302, headers: { location: url.href, 'set-cookie': cookie } };
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
    answers: { 200: html, 302: nothing, 400: html, 403: html, 404: html, 410: html, 503: html },
    headers: { 302: ['location', 'set-cookie'], 503: ['retry-after'] },
    problems: ['too-many-attempts', 'wrong-state'],
  }).handle(async ({ query: { state }, browser }, dependencies) => {
    const { database, signIn, noSignIn } = dependencies;
    if (!signIn) return notSetUp(noSignIn);
    const failed = countFailures(dependencies, browser);
    const secret = signIn.cookies.flow.read(browser.cookies);
    const flow =
      state === undefined || secret === null
        ? null
        : await takeFlow(database, hashSecret(state), hashSecret(secret));
    if (flow === null) {
      // Whoever replays an answer of the issuer, or uses somebody else's, is seen.
      if (state !== undefined) await database.transaction((tx) => recordRefusal(tx, 'no such sign-in'));
      return failed(expired);
    }
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
    const { invitationId } = flow;
    const done = await finishSignIn(dependencies, signIn, { browser, vouched, invitationId });
    if ('page' in done) return done.page.status === 200 ? done.page : failed(done.page);
    const cookie = signIn.cookies.session.set(done.token);
    return { status: 302, headers: { location: flow.wayBack, 'set-cookie': cookie } };
  }),
];
