import { Refusal } from '../../domain/refusal';
import type { ApiDependencies } from '../dependencies';
import type { Browser } from '../http/browser';

/**
 * Counts sign-ins that fail, by address: each leaves an event behind, and none may fill the audit trail.
 * @throws Refusal too-many-attempts if there were too many already.
 */
export function countFailures({ failures: { signIns } }: ApiDependencies, { address }: Browser) {
  if (signIns.isLimited(address))
    throw new Refusal(
      'too-many-attempts',
      'Too many sign-ins from your address failed. Try again in a minute.',
      { extra: { retryAfter: 60 } },
    );
  return <Answer>(answer: Answer): Answer => {
    signIns.add(address);
    return answer;
  };
}
