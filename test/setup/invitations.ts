import type { Browser } from './browser';
import type { Claims } from './fake-issuer';
import type { TestPerson } from './persons';

/** Invites a person. @returns the id of the invitation, and its link. */
export async function invite(person: { id: string }, by: TestPerson) {
  const { status, body } = await by.call('POST', `/v1/persons/${person.id}/invitations`);
  if (status !== 201) throw new Error(`not invited: ${status}`);
  return body as { id: string; link: string; expiresAt: string };
}

/** Opens an invitation, signs in at the issuer and comes back. @returns what one is answered there. */
export async function accept(browser: Browser, link: string, claims: Claims) {
  const { asked, status } = await browser.open(link);
  if (!asked) throw new Error(`it leads nowhere: ${status}`);
  return browser.finish(asked, await browser.issuer.vouch(asked, claims));
}
