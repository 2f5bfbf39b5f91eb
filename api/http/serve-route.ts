import type { Request, RequestHandler, Response } from 'express';
import type { Authenticated } from '../../domain/people/credential';
import type { Person } from '../../domain/people/roles';
import type { ApiDependencies } from '../dependencies';
import type { Locations } from '../../prisma/client/page-sql';
import { browserOf } from './browser';
import { requireAcceptable } from './accept';
import { answerOnce } from './answer-once';
import { Caller } from './caller';
import { check, checkIds } from './check';
import { watchDatabase, type WhileDatabaseAnswers } from './database-watch';
import { type FileInMemory, inMemory } from './file-in-memory';
import { idempotencyKeyOf } from './idempotency-key';
import { seenVersion } from './if-match';
import { inTime } from './in-time';
import { readJson } from './json-body';
import { limitConcurrency } from './limit-concurrency';
import { type Form, readForm } from './multipart';
import { dependenciesFrom, originOf } from './origin';
import type { AnswerTo, Asked, Contract, Route } from './route';
import { asksForOwn, authorize, isNamedInBody, requireActSomewhere } from './scope';
import { firstPieceOf, sendAnswer } from './send-answer';

/** For a JSON body whose route sets no other limit. */
export const usualMaxBytes = 65_536;

/** A caller without a key, on routes that need none. */
const nobody: Person = { id: '', name: '', kind: 'machine', grants: [] };

/** From a request to its answer, the same way for every route. */
export function serveRoute(
  one: Route,
  dependencies: ApiDependencies,
  whileDatabaseAnswers: WhileDatabaseAnswers = watchDatabase(dependencies.database),
): RequestHandler {
  const inTurn = one.atOnce ? limitConcurrency(one.atOnce) : (_: string, work: () => Promise<void>) => work();
  const unlessSilent: WhileDatabaseAnswers =
    one.needs === 'nothing' ? (work) => work() : whileDatabaseAnswers;
  return async (request, response) => {
    const own = dependenciesFrom(originOf(request, response), dependencies);
    const read = await unlessSilent(() => readRequest(one, request, response, own));
    await inTurn(read.asked.caller.id, async () => {
      const answered = await unlessSilent(async () => {
        const made = await answer(one, read, request, own);
        await firstPieceOf(made);
        return made;
      });
      await sendAnswer(response, one, answered);
    });
  };
}

interface ReadRequest {
  asked: Asked<Contract>;
  /** Idempotency-Key; null on a route that does not create. */
  key: string | null;
  /** Its JSON, as it was sent. */
  json: unknown;
}

/**
 * A caller who may do it nowhere is refused before anything they sent is read; and the subject is looked up before the
 * rest is validated.
 */
async function readRequest(
  one: Route,
  request: Request,
  response: Response,
  dependencies: ApiDependencies,
): Promise<ReadRequest> {
  const authenticated = response.locals.authenticated as Authenticated | undefined;
  const person = authenticated?.person ?? nobody;
  const caller = new Caller(person, authenticated?.credential ?? null);
  const params = request.params as Record<string, string>;
  if (one.scope && one.needs !== 'read' && !asksForOwn(one.scope, params, caller))
    requireActSomewhere(person, one.needs);
  checkIds(params);
  requireAcceptable(request, one);
  const key = one.creates ? idempotencyKeyOf(request) : null;
  const json =
    one.body && (await inTime(readJson(request, one.maxBytes ?? usualMaxBytes), dependencies.bodyTimeoutMs));
  let body = isNamedInBody(one.scope) ? check(one.body, json) : undefined;
  const granted = one.scope && (await authorize(one, { person, caller, params, body }, dependencies));
  body ??= check(one.body, json);
  const asked = {
    ...granted,
    ...(one.needs === 'own' ? { person } : {}),
    ...(one.browser ? { browser: browserOf(request) } : {}),
    caller,
    params,
    query: check(one.query, request.query),
    body,
    seenVersion: one.ifMatch && seenVersion(request, one.ifMatch === 'required'),
    lastEventId: one.resumes && (request.get('last-event-id') || undefined),
    signal: untilGone(response),
  } as unknown as Asked<Contract>;
  return { asked, key, json };
}

async function answer(
  one: Route,
  { asked, key, json }: ReadRequest,
  request: Request,
  dependencies: ApiDependencies,
): Promise<AnswerTo<Contract>> {
  if (!one.form) return answerOnce(one, { asked, key, sent: json }, dependencies);
  const { where = [] } = asked as { where?: Locations };
  const form = await formOf(one, request, dependencies, where);
  try {
    const sent = { fields: form.fields, file: form.file?.sha256 };
    return await answerOnce(one, { asked: { ...asked, form } as Asked<Contract>, key, sent }, dependencies);
  } finally {
    await form.file?.discard();
  }
}

const formOf = (
  { fileInMemory, fileRoom }: Route,
  request: Request,
  dependencies: ApiDependencies,
  where: Locations,
): Promise<Form | Form<FileInMemory>> => {
  const { files, maxUploadBytes, uploadIdleTimeoutMs, uploadTimeoutMs, bodyTimeoutMs } = dependencies;
  return fileInMemory === undefined
    ? readForm(request, files, {
        maxBytes: maxUploadBytes,
        idleMs: uploadIdleTimeoutMs,
        totalMs: uploadTimeoutMs,
        tooLarge: 'Split it by date, and send the parts.',
        room: fileRoom && ((fields) => fileRoom(dependencies, where, fields)),
      })
    : readForm(request, inMemory, {
        maxBytes: fileInMemory,
        idleMs: bodyTimeoutMs,
        totalMs: bodyTimeoutMs,
        tooLarge: `Send its first ${fileInMemory} bytes, and its size in fileSize.`,
      });
};

/** Aborted when the caller has disconnected before they had the answer. */
function untilGone(response: Response): AbortSignal {
  const gone = new AbortController();
  if (response.destroyed) gone.abort();
  response.once('close', () => response.writableFinished || gone.abort());
  return gone.signal;
}
