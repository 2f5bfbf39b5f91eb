import { Refusal } from '../../domain/refusal';
import {
  findKeyedRequest,
  keepAnswer,
  keyed,
  type KeptRequest,
  type KeyedRequest,
} from '../../prisma/repositories/work/keyed-requests';
import type { ApiDependencies } from '../dependencies';
import { digestOf } from './idempotency-key';
import type { AnswerTo, Asked, Contract, Route, Steps } from './route';

interface Creating {
  one: Contract & { steps: Steps<Contract> };
  asked: Asked<Contract>;
  request: KeyedRequest;
  dependencies: ApiDependencies;
}

/**
 * The answer to a request. One with an Idempotency-Key is carried out once for a person and key, and a repeat is given
 * the first answer.
 * @param sent What it carried: JSON as it was sent, or a form's fields and its file's hash.
 */
export async function answerOnce(
  one: Route,
  { asked, key, sent }: { asked: Asked<Contract>; key: string | null; sent: unknown },
  dependencies: ApiDependencies,
): Promise<AnswerTo<Contract>> {
  const { steps } = one;
  if (!steps || key === null) return one.handle(asked, dependencies);
  const digest = digestOf([one.method, one.path, asked.params, asked.query, sent]);
  const request = { personId: asked.caller.id, key, digest };
  const creating: Creating = { one: { ...one, steps }, asked, request, dependencies };
  const before = await findKeyedRequest(dependencies.database, request);
  if (before) return repeated(creating, before);
  let id: string;
  try {
    id = await steps.create(asked, dependencies, keyed(request));
  } catch (error) {
    // An equal request may have been faster, or the answer to our own commit may have been lost.
    const meanwhile = await findKeyedRequest(dependencies.database, request);
    if (!meanwhile) throw error;
    return repeated(creating, meanwhile);
  }
  return answerAndKeep(creating, id);
}

async function answerAndKeep({ one, asked, request, dependencies }: Creating, id: string) {
  const answer = await one.steps.answer(asked, dependencies, id);
  if (one.secret) return answer;
  const { status, headers = {}, body } = answer;
  return (await keepAnswer(dependencies.database, request, { status, headers, body })) as AnswerTo<Contract>;
}

function repeated(creating: Creating, kept: KeptRequest): AnswerTo<Contract> | Promise<AnswerTo<Contract>> {
  if (kept.digest !== creating.request.digest)
    throw new Refusal(
      'idempotency-key-reused',
      'You have used this Idempotency-Key for another request. Nothing was done; use a new key.',
    );
  if (creating.one.secret) throw shownOnce(creating, kept.createdId);
  return (kept.answer as AnswerTo<Contract> | null) ?? answerAndKeep(creating, kept.createdId);
}

/** What is created at a path has its own path below it, where it can be deleted if its secret is lost. */
function shownOnce({ one: { path }, asked: { params } }: Creating, createdId: string): Refusal {
  const at = path.replace(/:(\w+)/g, (_, name: string) => (params as Record<string, string>)[name] ?? '');
  const createdPath = `${at}/${createdId}`;
  return new Refusal(
    'answer-not-kept',
    `It was done: this request created ${createdPath}. Its answer showed the secret, once. If you have lost it, ` +
      'DELETE that path, and send the request again with a new Idempotency-Key.',
    { extra: { createdId, createdPath } },
  );
}
