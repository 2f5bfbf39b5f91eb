import { createBreaker } from '../../../connectors/connect/breaker';
import { type ConnectError } from '../../../connectors/connect/connect-error';

function breakerAt(times: { now: number }) {
  const breaker = createBreaker({ afterUnanswered: 3, tryEveryMs: 1_000, now: () => times.now });
  const isAdmitted = () => {
    try {
      breaker.admit();
      return true;
    } catch (error) {
      expect((error as ConnectError).fault).toMatchObject({ kind: 'away', retryAfterMs: expect.any(Number) });
      return false;
    }
  };
  return { breaker, isAdmitted };
}

it('lets one call in a while try a Connect that does not answer, and all once it does', () => {
  const times = { now: 0 };
  const { breaker, isAdmitted } = breakerAt(times);
  for (let call = 0; call < 3; call++) {
    expect(isAdmitted()).toBe(true);
    breaker.unanswered();
  }
  expect([isAdmitted(), isAdmitted()]).toEqual([false, false]);
  times.now = 1_000;
  expect([isAdmitted(), isAdmitted(), isAdmitted()]).toEqual([true, false, false]);
  breaker.unanswered();
  times.now = 1_900;
  expect(isAdmitted()).toBe(false);
  times.now = 2_100;
  expect(isAdmitted()).toBe(true);
  breaker.answered();
  expect([isAdmitted(), isAdmitted()]).toEqual([true, true]);
});

it('is not put off by some calls without an answer among others', () => {
  const { breaker, isAdmitted } = breakerAt({ now: 0 });
  for (let call = 0; call < 10; call++) {
    breaker.unanswered();
    breaker.unanswered();
    breaker.answered();
    expect(isAdmitted()).toBe(true);
  }
});
