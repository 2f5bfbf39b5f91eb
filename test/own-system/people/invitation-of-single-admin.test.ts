import { type Browser, startSystemWithSignIn } from '../../setup/browser';
import type { FakeIssuer } from '../../setup/fake-issuer';
import { accept, invite } from '../../setup/invitations';
import { personWith } from '../../setup/persons';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
let issuer: FakeIssuer;
let browser: () => Browser;
beforeAll(async () => {
  const env = { ALLOW_SINGLE_ADMIN: 'true', INVITATION_HOURS: '2' };
  ({ system, issuer, browser } = await startSystemWithSignIn({ env }));
});
afterAll(async () => {
  await system.stop();
  await issuer.stop();
});

it('lets an invited person in at once in a house of one, and writes it down', async () => {
  const ada = await personWith(system, 'Ada Admin', ['admin']);
  const olga = await personWith(system, 'Olga', ['ops']);
  const { id, link, expiresAt } = await invite(olga, ada);
  expect(Math.round((Date.parse(expiresAt) - Date.now()) / 60_000)).toBe(120);
  const one = browser();
  const opened = await one.open(link);
  expect(opened.text).not.toContain('administrator confirms');
  const done = await accept(one, link, { sub: 'olga-1' });
  expect([done.status, done.location]).toEqual([302, '/']);
  expect((await one.request('GET', '/v1/me')).body).toMatchObject({ id: olga.id });
  const audited = await system.database.query(
    `SELECT person_id AS by, detail - 'changeId' AS detail FROM audit_event WHERE action = $1`,
    ['person.change-by-single-admin'],
  );
  const detail = { kind: 'identity', issuer: issuer.url, subject: 'olga-1', invitationId: id };
  expect(audited).toEqual([{ by: ada.id, detail }]);
});
