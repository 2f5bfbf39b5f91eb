import { afterFault } from '../../../activities/send-to-connect/after-fault';
import { connectRefusal } from '../../../api/routes/sends/connect-refusal';
import { ConnectError } from '../../../connectors/connect/connect-error';
import { RateLimitExceeded } from '../../../prisma/repositories/sends/rate-limiter';
import {
  type ConnectFault,
  type ConnectFaultKind,
  type FaultRule,
  faultRules,
} from '../../../domain/sends/connect-fault';

const faults: Record<ConnectFaultKind, ConnectFault> = {
  unreachable: { kind: 'unreachable', message: 'm' },
  away: { kind: 'away', message: 'm', retryAfterMs: 7_000 },
  server: { kind: 'server', status: 500, message: 'm' },
  throttled: { kind: 'throttled', message: 'm', retryAfterMs: 9_000 },
  credentials: { kind: 'credentials', status: 401, message: 'm' },
  conflict: { kind: 'conflict', code: 'c', message: 'm' },
  precondition: { kind: 'precondition', message: 'm' },
  refused: { kind: 'refused', status: 422, code: 'c', message: 'm', field: 'name' },
  contract: { kind: 'contract', message: 'm' },
};
/** First wait of a try whose jitter is 1. */
const first = 500;
const settlingDelayMs = 15_000;

type Cell = [state: string, waitMs: number | null, intentCleared: boolean, unclear: string];
const expected: Record<ConnectFaultKind, { create: Cell; lookUp: Cell; edit: [string, RegExp] }> = {
  unreachable: {
    create: ['unknown', settlingDelayMs, false, 'yes'],
    lookUp: ['waiting', first, false, 'yes'],
    edit: ['connect-unavailable', /before you try again\.$/],
  },
  away: {
    create: ['waiting', 7_000, true, 'yes'],
    lookUp: ['waiting', 7_000, false, 'yes'],
    edit: ['connect-unavailable', /Try again in 7 s\.$/],
  },
  server: {
    create: ['unknown', settlingDelayMs, false, 'yes'],
    lookUp: ['waiting', first, false, 'yes'],
    edit: ['connect-unavailable', /before you try again\.$/],
  },
  throttled: {
    create: ['waiting', 9_000, true, 'as before'],
    lookUp: ['waiting', 9_000, false, 'as before'],
    edit: ['connect-unavailable', /Try again in 9 s\.$/],
  },
  credentials: {
    create: ['waiting', first, true, 'as before'],
    lookUp: ['waiting', first, false, 'as before'],
    edit: ['connect-unavailable', /admin has to check the credentials/],
  },
  conflict: {
    create: ['unknown', settlingDelayMs, false, 'yes'],
    lookUp: ['waiting', first, false, 'yes'],
    edit: ['connect-refused', /try once more\.$/],
  },
  precondition: {
    create: ['unknown', settlingDelayMs, false, 'yes'],
    lookUp: ['waiting', first, false, 'yes'],
    edit: ['connect-refused', /try once more\.$/],
  },
  refused: {
    create: ['rejected', null, true, 'no'],
    lookUp: ['waiting', first, false, 'yes'],
    edit: ['connect-refused', /^Connect: m$/],
  },
  contract: {
    create: ['unknown', settlingDelayMs, false, 'yes'],
    lookUp: ['waiting', first, false, 'yes'],
    edit: ['connect-unavailable', /before you try again\.$/],
  },
};
const kinds = Object.keys(faultRules) as ConnectFaultKind[];

describe.each(kinds)('a fault of the kind %s', (kind) => {
  const context = { attempt: 1, settlingDelayMs, jitter: 1 };
  const cellOf = (during: 'create' | 'look-up'): Cell => {
    const { state, waitMs, intentCleared, unclear } = afterFault(faults[kind], { ...context, during });
    return [state, waitMs, intentCleared, unclear];
  };

  it('on a create', () => expect(cellOf('create')).toEqual(expected[kind].create));
  it('on a look-up', () => expect(cellOf('look-up')).toEqual(expected[kind].lookUp));
  it('on an edit', () => {
    const [problem, words] = expected[kind].edit;
    const refusal = connectRefusal(new ConnectError(faults[kind]));
    expect(refusal?.problem).toBe(problem);
    expect(refusal?.message).toMatch(words);
  });

  it('never forgets a create that may have been done', () => {
    const { intentCleared } = afterFault(faults[kind], { ...context, during: 'create' });
    expect(intentCleared && faultRules[kind].mayHaveCreated).toBe(false);
  });

  it.each(['create', 'look-up'] as const)(
    'waits 5 minutes at most on a %s, however often it was tried',
    (during) => {
      const { waitMs } = afterFault(faults[kind], { ...context, during, attempt: 1_000 });
      expect(waitMs ?? 0).toBeLessThanOrEqual(5 * 60_000);
    },
  );
});

it('says of a limit of ours that nothing was done, and of other errors nothing', () => {
  expect(connectRefusal(new RateLimitExceeded(1_500))?.message).toMatch(
    /Nothing was done\. Try again in 2 s\.$/,
  );
  expect(connectRefusal(new Error('other'))).toBeNull();
});

it('points to the field that Connect names', () => {
  expect(connectRefusal(new ConnectError(faults.refused))?.errors).toEqual([
    { pointer: '/name', detail: 'm' },
  ]);
});

// @ts-expect-error A kind that may have made a client cannot be rejected: that would allow a second one.
const secondClient: FaultRule = { ...faultRules.server, onCreate: 'rejected' };
void secondClient;
