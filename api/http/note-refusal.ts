import type { Request, Response } from 'express';
import type { Authenticated } from '../../domain/people/credential';
import type { Problem, Refusal } from '../../domain/refusal';
import type { RefusedAttempts } from '../refused-attempts';
import { originOf } from './origin';
import { problemTable } from './problem-table';
import { routeAt } from './route-at';
import { networkOf } from './network-of';

const changesNothing = /^(GET|HEAD|OPTIONS)$/;
/** For lack of rights, by a rule, or because it is not what the API takes. Not what failed, or came too often. */
const statuses: readonly number[] = [401, 403, 404, 409, 412, 422];

const isUnknownCaller = (problem: Problem) =>
  problemTable[problem].status === 401 || problem === 'too-many-attempts';

interface KnownRoute {
  method: string;
  path: string;
}

/**
 * Has an attempt to change something, or to use a wrong key, written down in the audit trail: who, what and why not.
 * Never what was sent.
 */
export function noteRefusal(
  { problem, isRecorded }: Refusal,
  request: Request,
  response: Response,
  { attempts, routes }: { attempts: RefusedAttempts; routes: readonly KnownRoute[] },
): void {
  const { method } = request;
  const isGuess = isUnknownCaller(problem) && request.get('authorization') !== undefined;
  if (isRecorded || (changesNothing.test(method) && !isGuess)) return;
  if (!statuses.includes(problemTable[problem].status) && !isUnknownCaller(problem)) return;
  const route = routeAt(routes, method, request.path);
  if (!route && !isGuess) return;
  const { authenticated } = response.locals as { authenticated?: Authenticated };
  attempts.add(
    [
      {
        personId: authenticated?.person.id ?? null,
        action: route ? `refused ${method} ${route.path}` : `refused ${method}`,
        subject: route?.subject ?? 'api',
        refused: problem,
      },
      originOf(request, response),
    ],
    networkOf(request.ip ?? ''),
  );
}
