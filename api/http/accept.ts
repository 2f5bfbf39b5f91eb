import type { Request } from 'express';
import { z } from 'zod';
import { Refusal } from '../../domain/refusal';
import type { AnswerKind } from './answer-kinds';
import type { Contract } from './route';

/** Parameters that may be asked for with a media type, and make no difference to it. */
const variants = ['', '; charset=utf-8', '; version=0.0.4'];

const mediaOf = (kind: AnswerKind): (string | null)[] => {
  if (kind instanceof z.ZodType) return ['application/json'];
  if (kind.kind === 'nothing') return [null];
  return kind.kind === 'stream' && kind.or ? [kind.media, kind.or] : [kind.media];
};

/**
 * An answer without a body is of any type; so is a problem, which is always `application/problem+json`.
 * @throws Refusal not-acceptable if the route has no answer of a type that the caller accepts.
 */
export function requireAcceptable(request: Request, { answers }: Contract): void {
  const { accept } = request.headers;
  if (accept === undefined || accept === '*/*') return;
  const types = [...new Set(Object.values(answers).flatMap(mediaOf))];
  if (types.includes(null)) return;
  if (request.accepts(types.flatMap((type) => variants.map((variant) => `${type}${variant}`)))) return;
  throw new Refusal('not-acceptable', `This is answered as ${types.join(' or ')}, which Accept leaves out.`);
}
