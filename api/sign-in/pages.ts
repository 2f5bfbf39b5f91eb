import { signInAgain, signInPage } from './page';

/** What people are told whose sign-in leads nowhere. */

export const notSetUp = (reason: string | null) => ({
  status: 404 as const,
  body: signInPage({ title: 'Sign-in is not set up', text: `${reason ?? ''} Ask your administrator.` }),
});

export const away = {
  status: 503 as const,
  headers: { 'retry-after': '5' },
  body: signInPage({
    title: 'You cannot sign in at the moment',
    text: 'The service that you sign in with does not answer. Try again in a moment.',
    link: signInAgain(),
  }),
};

export const expired = {
  status: 400 as const,
  body: signInPage({
    title: 'This sign-in cannot be finished',
    text: [
      'It was begun more than ten minutes ago, or in another browser, or it has been finished already.',
      'If you were invited, open the link of your invitation again.',
    ],
    link: signInAgain(),
  }),
};

export const refused = {
  status: 403 as const,
  body: signInPage({
    title: 'You were not signed in',
    text: [
      'The service that you sign in with did not confirm who you are.',
      'If you were invited, open the link of your invitation again.',
    ],
    link: signInAgain(),
  }),
};

export const unknownPerson = {
  status: 403 as const,
  body: signInPage({
    title: 'Nobody here has this sign-in',
    text: [
      'You have signed in, but no person of operate-connect is linked to you.',
      'Ask your administrator to add you, with the e-mail address that you sign in with (confirmed there), ' +
        'or to invite you.',
    ],
    link: signInAgain(),
  }),
};

/** @param status 200 after an invitation was used; 403 where somebody wants to sign in meanwhile. */
export const notConfirmedYet = <Status extends 200 | 403>(status: Status, email: string | null) => ({
  status,
  body: signInPage({
    title: 'An administrator has to confirm it',
    text: [
      `You have signed in${email === null ? '' : ` as ${email}`}. Before you are let in, an administrator confirms ` +
        'that this is you: another one than the one who invited you.',
      'Once that is done, sign in here. You do not need the invitation any more.',
    ],
    link: { to: '/auth/sign-in', text: 'Sign in', isMain: true },
  }),
});
