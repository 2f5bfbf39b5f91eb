import fc from 'fast-check';
import type { Client } from '../../../domain/sends/client';
import { judgeLookUp, type LookUp } from '../../../domain/sends/look-up';
import { aClient, newClient as wanted } from '../../setup/foreign-connect';

const ours = aClient();
const otherName = aClient({ id: 'other-name', name: 'Else' });
const otherSite = aClient({ id: 'other-site', siteId: 'site-leeds-dock' });
const ended = aClient({ id: 'ended', endedAt: '2026-04-01T00:00:00Z' });
const namesake = aClient({ id: 'namesake', billingReference: 'OLD-7' });

const then = { startDate: '2026-02-01T00:00:00Z' };

const rows: [string, Partial<LookUp>, string][] = [
  ['nobody', {}, 'create'],
  [
    'one of our moment, and an intent of ours',
    { byReference: [otherName], ownIntent: true },
    'adopt other-name',
  ],
  ['one of our name, and an intent', { byReference: [{ ...ours, ...then }], ownIntent: true }, 'adopt c-1'],
  [
    'one of neither, and an intent',
    { byReference: [{ ...otherName, ...then }], ownIntent: true },
    'ask other-name',
  ],
  ['one at another site, and an intent', { byReference: [otherSite], ownIntent: true }, 'ask other-site'],
  [
    "one that may be another Account's, of our name",
    { byReference: [{ ...ours, ...then }], mayBeOthers: ['c-1'], ownIntent: true },
    'ask c-1',
  ],
  [
    "one that may be another Account's, of our moment",
    { byReference: [ours], mayBeOthers: ['c-1'], ownIntent: true },
    'adopt c-1',
  ],
  [
    "one that may be another Account's, and no intent",
    { byReference: [ours], mayBeOthers: ['c-1'] },
    'ask c-1',
  ],
  ['one, the same site and name', { byReference: [ours] }, 'adopt c-1'],
  ['one, of another case', { byReference: [{ ...ours, name: ' HOPFIELDS energy' }] }, 'adopt c-1'],
  ['one of another name', { byReference: [otherName] }, 'ask other-name'],
  ['one at another site', { byReference: [otherSite] }, 'ask other-site'],
  ['one that has ended', { byReference: [ended] }, 'ask ended'],
  ['several', { byReference: [ours, otherSite] }, 'ask c-1 other-site'],
  ['several, and an intent', { byReference: [ours, otherSite], ownIntent: true }, 'ask c-1 other-site'],
  ['a namesake', { byName: [namesake] }, 'ask namesake'],
  ['a namesake, and an intent', { byName: [namesake], ownIntent: true }, 'ask namesake'],
  ['ours by reference and by name', { byReference: [ours], byName: [ours] }, 'adopt c-1'],
  [
    'one of another name and a namesake',
    { byReference: [otherName], byName: [namesake] },
    'ask other-name namesake',
  ],
  [
    'one that is known to be another',
    { byReference: [otherName], knownToBeOthers: ['other-name'] },
    'create',
  ],
  ['a namesake known to be another', { byName: [namesake], knownToBeOthers: ['namesake'] }, 'create'],
  [
    'ours beside one known to be another',
    { byReference: [otherName, ours], knownToBeOthers: ['other-name'], ownIntent: true },
    'adopt c-1',
  ],
];
it.each(rows)('%s', (_found, found, expected) => {
  const judged = judgeLookUp({
    byReference: [],
    byName: [],
    ownIntent: false,
    knownToBeOthers: [],
    mayBeOthers: [],
    wanted,
    ...found,
  });
  const clients = judged.act === 'adopt' ? [judged.client] : judged.act === 'ask' ? judged.candidates : [];
  expect([judged.act, ...clients.map(({ id }) => id)].join(' ')).toBe(expected);
});

it('shows each field that differs', () => {
  const client = aClient({ name: 'hopfields energy', type: 'Virtual' });
  expect(
    judgeLookUp({
      byReference: [client],
      byName: [],
      ownIntent: false,
      knownToBeOthers: [],
      mayBeOthers: [],
      wanted,
    }),
  ).toEqual({
    act: 'adopt',
    client,
    drift: [
      { field: 'name', ours: 'Hopfields Energy', theirs: 'hopfields energy' },
      { field: 'type', ours: 'Residential', theirs: 'Virtual' },
    ],
  });
});

const anyClient: fc.Arbitrary<Client> = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    name: fc.constantFrom('Hopfields Energy', 'HOPFIELDS ENERGY', 'Else'),
    siteId: fc.constantFrom('site-london-bridge', 'site-leeds-dock'),
    endedAt: fc.constantFrom(null, '2026-04-01T00:00:00Z'),
  })
  .map((fields) => aClient(fields));
const clients = fc.uniqueArray(anyClient, { selector: ({ id }) => id, maxLength: 4 });
const anyLookUp = fc.record({
  byReference: clients,
  byName: clients,
  ownIntent: fc.boolean(),
  knownToBeOthers: fc.subarray(['a', 'b', 'c', 'd']),
  mayBeOthers: fc.subarray(['a', 'b', 'c', 'd']),
  wanted: fc.constant(wanted),
});

it('never creates while there is a client that could be the one', () => {
  fc.assert(
    fc.property(anyLookUp, (found) => {
      const possible = [...found.byReference, ...found.byName].some(
        ({ id }) => !found.knownToBeOthers.includes(id),
      );
      expect(judgeLookUp(found).act === 'create').toBe(!possible);
    }),
  );
});

it('never adopts nor offers a client that is known to be somebody else, nor one of several', () => {
  fc.assert(
    fc.property(anyLookUp, (found) => {
      const judged = judgeLookUp(found);
      const taken = judged.act === 'adopt' ? [judged.client] : judged.act === 'ask' ? judged.candidates : [];
      expect(taken.filter(({ id }) => found.knownToBeOthers.includes(id))).toEqual([]);
      expect(new Set(taken.map(({ id }) => id)).size).toBe(taken.length);
      const unknown = found.byReference.filter(({ id }) => !found.knownToBeOthers.includes(id));
      if (judged.act === 'adopt') expect(unknown).toEqual([judged.client]);
    }),
  );
});
