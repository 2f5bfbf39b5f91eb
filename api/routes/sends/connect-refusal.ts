import { ConnectError } from '../../../connectors/connect/connect-error';
import { type ConnectFault, type FaultRule, faultRules } from '../../../domain/sends/connect-fault';
import { Refusal } from '../../../domain/refusal';
import { RateLimitExceeded } from '../../../prisma/repositories/sends/rate-limiter';

/** The refusal for an edit that Connect, or the rate limit for Connect, prevents; null for any other error. */
export function connectRefusal(error: unknown): Refusal | null {
  if (error instanceof RateLimitExceeded)
    return unavailableFor(
      error.retryAfterMs,
      'The rate limit for Connect has been reached. Nothing was done.',
    );
  if (!(error instanceof ConnectError)) return null;
  const { fault } = error;
  return answers[faultRules[fault.kind].onEdit](`Connect: ${fault.message}`, fault);
}

const answers: Record<FaultRule['onEdit'], (told: string, fault: ConnectFault) => Refusal> = {
  refused: (told, fault) => {
    const field = 'field' in fault ? fault.field : null;
    const errors = field ? [{ pointer: `/${field}`, detail: fault.message }] : [];
    return new Refusal('connect-refused', told, { errors });
  },
  'changed-meanwhile': (told) =>
    new Refusal('connect-refused', `${told}. Look at the client again, and try once more.`),
  'wrong-credentials': (told) =>
    new Refusal('connect-unavailable', `${told}. An admin has to check the credentials for Connect.`, {
      extra: { retryAfter: 60 },
    }),
  busy: (told, fault) =>
    unavailableFor(('retryAfterMs' in fault ? fault.retryAfterMs : null) ?? 1_000, `${told}.`),
  unavailable: (told) =>
    new Refusal(
      'connect-unavailable',
      `${told}. Connect may have made the change all the same: look at the client there before you try again.`,
      { extra: { retryAfter: 5 } },
    ),
};

function unavailableFor(ms: number, told: string): Refusal {
  const retryAfter = Math.max(1, Math.ceil(ms / 1_000));
  return new Refusal('connect-unavailable', `${told} Try again in ${retryAfter} s.`, {
    extra: { retryAfter },
  });
}
