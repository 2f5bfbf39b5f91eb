import { type Browser, startSystemWithSignIn } from '../../setup/browser';
import type { FakeIssuer } from '../../setup/fake-issuer';
import { accept, invite } from '../../setup/invitations';
import { personWith, type TestPerson } from '../../setup/persons';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
let issuer: FakeIssuer;
let browser: () => Browser;
let ada: TestPerson;
let bea: TestPerson;
let olga: TestPerson;
beforeAll(async () => {
  ({ system, issuer, browser } = await startSystemWithSignIn());
  bea = await personWith(system, 'Bea Admin', ['admin']);
});
let people = 0;
beforeEach(async () => {
  ada = await personWith(system, `Ada ${++people}`, ['admin']);
  olga = await personWith(system, `Olga <${people}>`, ['ops']);
});
afterAll(async () => {
  await system.stop();
  await issuer.stop();
});

const subject = () => ({ sub: `subject-${people}`, email: `s${people}@example.test`, email_verified: false });
const waitingFor = async ({ id }: TestPerson) =>
  (await ada.call('GET', `/v1/persons/${id}`)).body.pendingChanges as { id: string; kind: string }[];
const confirm = (change: string, by: TestPerson) => by.call('POST', `/v1/persons/changes/${change}/confirm`);
const nameOf = async (one: Browser) => (await one.request('GET', '/v1/me')).body?.name;
const stateOf = async ({ id }: TestPerson) =>
  (await ada.call('GET', `/v1/persons/${id}/invitations`)).body.items.map(
    ({ state }: { state: string }) => state,
  ) as string[];
const linksOf = ({ id }: TestPerson) =>
  system.database.query('SELECT subject FROM person_identity WHERE person_id = $1', [id]);

it('lets an invited person in by any account, once a second admin has confirmed it', async () => {
  const { id, link, expiresAt } = await invite(olga, ada);
  expect(link).toMatch(new RegExp(`^${system.api}/auth/invitation\\?token=[\\w-]{43}$`));
  expect(Math.round((Date.parse(expiresAt) - Date.now()) / 3_600_000)).toBe(72);
  const one = browser();
  const opened = await one.open(link);
  expect(opened.status).toBe(200);
  expect(opened.text).toContain(`Welcome, Olga &#60;${people}&#62;`);
  expect(opened.text).toContain(`${ada.name} has invited you`);
  const told = await accept(one, link, subject());
  expect([told.status, told.text.includes('An administrator has to confirm it')]).toEqual([200, true]);
  expect(told.text).toContain(subject().email);
  expect(one.cookies.has('session')).toBe(false);
  const early = await one.signIn(subject());
  expect([early.status, early.text.includes('An administrator has to confirm it')]).toEqual([403, true]);

  const [change] = await waitingFor(olga);
  expect(change).toMatchObject({
    kind: 'identity',
    askedBy: { id: ada.id },
    identity: { issuer: issuer.url, subject: subject().sub, email: subject().email, emailVerified: false },
  });
  expect((await confirm(change?.id as string, ada)).problem.type).toBe('/problems/own-work');
  expect(await linksOf(olga)).toEqual([]);
  expect((await confirm(change?.id as string, bea)).status).toBe(200);
  expect((await one.signIn(subject())).status).toBe(302);
  expect(await nameOf(one)).toBe(olga.name);

  const audited = await system.database.query(
    `SELECT action, person_id AS by, detail FROM audit_event
     WHERE subject = $1 AND (action LIKE 'person.invit%' OR action LIKE 'person.change%') ORDER BY id`,
    [`person:${olga.id}`],
  );
  const [by, invitationId] = [{ issuer: issuer.url, subject: subject().sub }, id];
  const detail = { changeId: change?.id, kind: 'identity', ...by };
  expect(audited).toEqual([
    {
      action: 'person.invited',
      by: ada.id,
      detail: { invitationId, expiresAt: expect.any(String) as string },
    },
    { action: 'person.invitation-used', by: null, detail: { invitationId, ...by } },
    { action: 'person.change-asked', by: ada.id, detail: { ...detail, invitationId } },
    { action: 'person.change-confirmed', by: bea.id, detail },
  ]);
  const everything = await system.database.query(
    `SELECT i::text FROM invitation i UNION ALL SELECT a::text FROM audit_event a`,
  );
  expect(JSON.stringify(everything)).not.toContain(new URL(link).searchParams.get('token'));
  expect(JSON.stringify(audited)).not.toContain('@');
});

it('works once', async () => {
  const { link } = await invite(olga, ada);
  await accept(browser(), link, subject());
  const again = await browser().open(link);
  expect([again.status, again.asked]).toEqual([410, null]);
  expect(again.text).toContain('an invitation works once');
  expect(await stateOf(olga)).toEqual(['used']);
});

it('is used by one of two browsers at once', async () => {
  for (let round = 0; round < 5; round++) {
    const { link } = await invite(olga, ada);
    const both = await Promise.all(
      ['a', 'b'].map(async (which) => {
        const one = browser();
        const { asked } = await one.open(link);
        const code = await issuer.vouch(asked as URL, { sub: `${subject().sub}-${round}-${which}` });
        return () => one.finish(asked as URL, code);
      }),
    );
    const answers = await Promise.all(both.map((finish) => finish()));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410]);
    expect(await waitingFor(olga)).toHaveLength(1);
  }
});

it('cannot be finished by another browser than the one that opened it', async () => {
  const { link } = await invite(olga, ada);
  const { asked } = await browser().open(link);
  const victim = browser();
  const code = await issuer.vouch(asked as URL, subject());
  expect((await victim.finish(asked as URL, code)).status).toBe(400);
  await victim.begin();
  expect((await victim.finish(asked as URL, code)).status).toBe(400);
  expect(await stateOf(olga)).toEqual(['open']);
  // Nor does opening it alone, as programs do that look at links in mail, use it or change who is signed in.
  expect([victim.cookies.has('session'), await waitingFor(olga)]).toEqual([false, []]);
});

const endings: [string, string, (invitationId: string) => Promise<unknown>][] = [
  ['was revoked', 'revoked', (id) => ada.call('DELETE', `/v1/persons/${olga.id}/invitations/${id}`)],
  ['was replaced by another one', 'revoked', () => invite(olga, bea)],
  [
    'has expired',
    'expired',
    (id) => system.database.query(`UPDATE invitation SET expires_at = now() WHERE id = $1`, [id]),
  ],
  [
    'is of an admin who has left',
    'void',
    () => bea.call('PATCH', `/v1/persons/${ada.id}`, { deactivated: true }),
  ],
  [
    'is of an admin who is none any more',
    'void',
    () => system.database.query(`DELETE FROM person_grant WHERE person_id = $1`, [ada.id]),
  ],
  [
    'is for somebody who has left',
    'void',
    () => bea.call('PATCH', `/v1/persons/${olga.id}`, { deactivated: true }),
  ],
];
it.each(endings)('leads nowhere once it %s, not even for who has opened it', async (_what, state, end) => {
  const { id, link } = await invite(olga, ada);
  const one = browser();
  const { asked } = await one.open(link);
  await end(id);
  const late = await one.finish(asked as URL, await issuer.vouch(asked as URL, subject()));
  expect([late.status, late.text.includes('This invitation cannot be used')]).toEqual([410, true]);
  expect((await browser().open(link)).status).toBe(410);
  const { items } = (await bea.call('GET', `/v1/persons/${olga.id}/invitations`)).body;
  expect(items[0]).toMatchObject({ id, state });
  expect((await bea.call('GET', `/v1/persons/${olga.id}`)).body.pendingChanges).toEqual([]);
  expect(await linksOf(olga)).toEqual([]);
});

it('is unknown with another token, and guesses are counted', async () => {
  const one = browser();
  const at = `${system.api}/auth/invitation?token=`;
  for (const token of ['', 'x', 'x'.repeat(43)]) expect((await one.open(at + token)).status).toBe(404);
  for (let time = 0; time < 18; time++) await one.open(`${at}${time}`);
  expect((await one.open(at)).status).toBe(429);
});

it('is not used by who signs in as somebody else, active or not, and can still be used', async () => {
  const { link } = await invite(olga, ada);
  for (const [which, isActive] of [
    ['works', true],
    ['left', false],
  ] as const) {
    const other = await personWith(system, `${which} ${people}`, ['viewer']);
    await system.database.query(
      'INSERT INTO person_identity (person_id, issuer, subject) VALUES ($1, $2, $3)',
      [other.id, issuer.url, `${which}-${people}`],
    );
    if (!isActive) await bea.call('PATCH', `/v1/persons/${other.id}`, { deactivated: true });
    const one = browser();
    const told = await accept(one, link, { sub: `${which}-${people}` });
    expect([told.status, told.text.includes('somebody else')]).toEqual([403, true]);
    expect(one.cookies.has('session')).toBe(false);
  }
  expect([await stateOf(olga), await waitingFor(olga)]).toEqual([['open'], []]);
  expect((await accept(browser(), link, subject())).status).toBe(200);
});

it('is used up by a person who is linked already, and lets them in', async () => {
  const link = async () => (await invite(olga, ada)).link;
  await accept(browser(), await link(), subject());
  await confirm((await waitingFor(olga))[0]?.id as string, bea);
  const one = browser();
  expect((await accept(one, await link(), subject())).status).toBe(302);
  expect(await nameOf(one)).toBe(olga.name);
  expect([await stateOf(olga), await waitingFor(olga)]).toEqual([['used', 'used'], []]);
});

it('lets nobody in who is linked, but has left', async () => {
  await accept(browser(), (await invite(olga, ada)).link, subject());
  await confirm((await waitingFor(olga))[0]?.id as string, bea);
  const { link } = await invite(olga, ada);
  const one = browser();
  const { asked } = await one.open(link);
  await bea.call('PATCH', `/v1/persons/${olga.id}`, { deactivated: true });
  expect((await one.finish(asked as URL, await issuer.vouch(asked as URL, subject()))).status).toBe(410);
  const sessions = await system.database.query('SELECT FROM session WHERE person_id = $1', [olga.id]);
  expect([one.cookies.has('session'), sessions]).toEqual([false, []]);
});

it('replaces how a person signs in only when a second admin confirms it; then the old way is closed', async () => {
  await accept(browser(), (await invite(olga, ada)).link, { sub: `old-${people}` });
  await confirm((await waitingFor(olga))[0]?.id as string, bea);
  const old = browser();
  await old.signIn({ sub: `old-${people}` });
  await accept(browser(), (await invite(olga, ada)).link, subject());
  expect(await nameOf(old)).toBe(olga.name);
  const [change] = await waitingFor(olga);
  expect((await confirm(change?.id as string, ada)).status).toBe(403);
  expect(await nameOf(old)).toBe(olga.name);
  expect((await confirm(change?.id as string, bea)).status).toBe(200);
  expect((await old.request('GET', '/v1/me')).status).toBe(401);
  expect((await old.signIn({ sub: `old-${people}` })).status).toBe(403);
  expect((await old.signIn(subject())).status).toBe(302);
});

it('keeps what waits to the last one of a person, and gives a subject to one of two persons', async () => {
  await accept(browser(), (await invite(olga, ada)).link, { sub: `first-${people}` });
  await accept(browser(), (await invite(olga, ada)).link, subject());
  expect(await waitingFor(olga)).toMatchObject([{ identity: { subject: subject().sub } }]);
  const pat = await personWith(system, `Pat ${people}`, ['ops']);
  await accept(browser(), (await invite(pat, ada)).link, subject());
  const changes = [...(await waitingFor(olga)), ...(await waitingFor(pat))];
  expect(changes).toHaveLength(2);
  const done = await Promise.all(changes.map(({ id }) => confirm(id, bea)));
  expect(done.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(done.find(({ status }) => status === 409)?.problem.type).toBe('/problems/wrong-state');
});

it('lets in at once whose verified address a second admin has confirmed', async () => {
  const email = `olga.${people}@example.test`;
  await ada.call('PATCH', `/v1/persons/${olga.id}`, { email });
  await confirm((await waitingFor(olga))[0]?.id as string, bea);
  const one = browser();
  const claims = { sub: `mail-${people}`, email, email_verified: true };
  expect((await accept(one, (await invite(olga, ada)).link, claims)).status).toBe(302);
  expect(await nameOf(one)).toBe(olga.name);
});

it('is made for people only, by people only', async () => {
  const machine = await personWith(system, `Machine ${people}`, ['admin'], 'machine');
  const refused = await ada.call('POST', `/v1/persons/${machine.id}/invitations`);
  expect(refused).toMatchObject({ status: 409, problem: { type: '/problems/wrong-state' } });
  const byMachine = await machine.call('POST', `/v1/persons/${olga.id}/invitations`);
  expect(byMachine).toMatchObject({ status: 403, problem: { type: '/problems/forbidden' } });
  await bea.call('PATCH', `/v1/persons/${olga.id}`, { deactivated: true });
  expect((await ada.call('POST', `/v1/persons/${olga.id}/invitations`)).status).toBe(409);
  expect(await stateOf(olga)).toEqual([]);
});

it('is revoked as often as one likes, but not once it was used', async () => {
  const { id, link } = await invite(olga, ada);
  const at = `/v1/persons/${olga.id}/invitations`;
  expect((await ada.call('DELETE', `/v1/persons/${ada.id}/invitations/${id}`)).status).toBe(404);
  await accept(browser(), link, subject());
  expect((await bea.call('DELETE', `${at}/${id}`)).problem.type).toBe('/problems/wrong-state');
  const other = await invite(olga, ada);
  for (const _time of [1, 2]) expect((await bea.call('DELETE', `${at}/${other.id}`)).status).toBe(204);
  expect(await stateOf(olga)).toEqual(['used', 'revoked']);
});

it('holds in the database, whatever the application does', async () => {
  const { id } = await invite(olga, ada);
  const set = (change: string) =>
    system.database.query(`UPDATE invitation SET ${change} WHERE id = $1`, [id]);
  await expect(set(`person_id = '${ada.id}'`)).rejects.toThrow('used once');
  await expect(set(`used_at = expires_at + interval '1 s'`)).rejects.toThrow('invitation_used_in_time');
  await set('used_at = now()');
  await expect(set('used_at = NULL')).rejects.toThrow('used once');
  await expect(set('used_at = now()')).rejects.toThrow('used once');
  await expect(system.database.query('DELETE FROM invitation')).rejects.toThrow('used once');
});
