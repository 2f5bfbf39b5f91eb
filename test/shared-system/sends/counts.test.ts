import { newAccount, sendAccount } from '../../setup/accounts';
import { clientByHand } from '../../setup/connect';
import { personAt } from '../../setup/persons';
import { sharedSystem } from '../../setup/shared-system';
import type { System } from '../../setup/system';

let system: System;
beforeAll(async () => {
  system = await sharedSystem();
});
afterAll(() => system.stop());

it('counts the Accounts of each state where one may read, or at one Location', async () => {
  const locationId = system.locations['Leeds Dock'];
  const [sent, doubtful] = [await newAccount(system), await newAccount(system)];
  await newAccount(system);
  await newAccount(system, { locationId });
  await clientByHand(system, { billingReference: doubtful.accountsId });
  await sendAccount(system, sent.id, ['linked']);
  await sendAccount(system, doubtful.id, ['needs-decision']);

  const ofLondon = await personAt(system, 'London Bridge', ['viewer']);
  const counts = async (ask: typeof ofLondon, query = '') => {
    const { states, total } = (await ask('GET', `/v1/accounts/counts${query}`)).body;
    return { total, ...Object.fromEntries(Object.entries(states).filter(([, count]) => count !== 0)) };
  };
  const here = { total: 3, linked: 1, 'needs-decision': 1, 'not-sent': 1 };
  expect(await counts(ofLondon)).toEqual(here);
  expect(await counts(ofLondon, `?locationId=${locationId}`)).toEqual({ total: 0 });
  expect(await counts(await personAt(system, 'Leeds Dock', ['viewer']))).toEqual({ total: 1, 'not-sent': 1 });
  const everywhere = (method: string, path: string) => system.call('viewer', method, path);
  expect(await counts(everywhere, `?locationId=${system.locations['London Bridge']}`)).toEqual(here);
  expect((await counts(everywhere)).total).toBeGreaterThanOrEqual(4);
});
