import type { InvitationState } from '../../domain/people/invitation';
import type { FoundInvitation } from '../../prisma/repositories/people/invitations';
import { signInPage } from './page';

/** What people are told who have an invitation. */

export const noSuchInvitation = {
  status: 404 as const,
  body: signInPage({
    title: 'There is no such invitation',
    text: 'Check that the link is whole, from its beginning to its end. If it is, ask whoever sent it for another one.',
  }),
};

const why: Record<Exclude<InvitationState, 'open'>, string> = {
  used: 'It has been used: an invitation works once. If that was you, sign in. If not, tell your administrator.',
  revoked: 'It was revoked, or replaced by a newer one. Ask your administrator for another one.',
  expired: 'It has expired. Ask your administrator for another one.',
  void: 'It is no longer valid. Ask your administrator for another one.',
};

export const endedInvitation = (state: Exclude<InvitationState, 'open'>) => ({
  status: 410 as const,
  body: signInPage({
    title: 'This invitation cannot be used',
    text: why[state],
    link: { to: '/auth/sign-in', text: 'Sign in', isMain: state === 'used' },
  }),
});

export const someoneElses = {
  status: 403 as const,
  body: signInPage({
    title: 'This sign-in is somebody else’s',
    text: [
      'You have signed in, but as another person of operate-connect. Nothing was changed, and the ' +
        'invitation can still be used.',
      'If somebody else uses this browser, sign out of the service that you sign in with, or open a private window. ' +
        'Then open the link of your invitation again.',
    ],
  }),
};

interface Invited {
  invitation: FoundInvitation;
  /** At the issuer. */
  to: URL;
  allowSingleAdmin: boolean;
}

export const invited = ({ invitation: { person, madeBy }, to, allowSingleAdmin }: Invited) => ({
  status: 200 as const,
  body: signInPage({
    title: `Welcome, ${person.name}`,
    text: [
      `${madeBy.name} has invited you to operate-connect.`,
      'Continue, and sign in with the account that you always use at work. From then on, you sign in here with it.',
      allowSingleAdmin
        ? 'The invitation works once.'
        : 'The invitation works once. Afterwards, another administrator confirms that it was you; then you are let in.',
      `If you are not ${person.name}, close this page.`,
    ],
    link: { to: to.href, text: 'Continue to sign in', isMain: true },
  }),
});
