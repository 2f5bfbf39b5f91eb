import { whyNoKey } from '../../../domain/people/api-keys';
import type { Credential } from '../../../domain/people/credential';

const key: Credential = { kind: 'key', keyId: 'k' };
const session: Credential = { kind: 'session', sessionId: 's', signedInAt: new Date(), provedAt: null };
const token: Credential = { kind: 'token' };

const olga = { id: 'olga', kind: 'human' } as const;
const robot = { id: 'robot', kind: 'machine' } as const;
const ada = { id: 'ada', kind: 'human', managesPersons: true } as const;
const machineAdmin = { id: 'machine admin', kind: 'machine', managesPersons: true } as const;
const herself = { ...olga, managesPersons: false } as const;
const itself = { ...robot, managesPersons: false } as const;

it.each([
  // where people sign in
  [true, olga, herself, session, true],
  [true, olga, herself, key, false],
  [true, olga, herself, token, false],
  [true, olga, ada, session, false],
  [true, olga, ada, key, false],
  [true, ada, ada, session, true],
  [true, ada, ada, key, false],
  [true, robot, ada, session, true],
  [true, robot, ada, key, true],
  [true, robot, itself, key, false],
  [true, robot, herself, session, false],
  [true, robot, machineAdmin, key, true],
  // where nobody does
  [false, olga, ada, key, true],
  [false, olga, herself, key, false],
  [false, olga, machineAdmin, key, false],
  [false, robot, machineAdmin, key, true],
  [false, robot, itself, key, false],
] as const)(
  'where people sign in (%s), of %j by %j with %j: %s',
  (signInConfigured, owner, maker, credential, isAllowed) => {
    const why = whyNoKey({ owner, maker, credential, signInConfigured });
    expect([owner.id, maker.id, why === null]).toEqual([owner.id, maker.id, isAllowed]);
  },
);
