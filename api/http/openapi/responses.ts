import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import type { Problem } from '../../../domain/refusal';
import type { AnswerKind, EventStream } from '../answer-kinds';
import { internalProblem, type KnownProblem, problemTable } from '../problem-table';
import type { Contract } from '../route';
import { describe, type JsonSchema, type Schemas } from './components';
import { type HeaderName, headersOf } from '../answer-headers';
import { withExample } from './example-of';
import { problemsOf } from './problems-of';
import { problemSchema } from './problem-schema';

const descriptions: Record<number, string> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted: processing continues; the Location header says where to look',
  204: 'Done: no content',
  302: 'Continue at the address in the Location header',
  400: 'A page that says why not',
  403: 'A page that says why not',
  404: 'A page that says why not',
  503: 'Not ready',
};

/** The possible answers of a route, by status. */
export function responsesOf(contract: Contract, schemas: Schemas): Record<string, JsonSchema> {
  const answers = Object.entries(contract.answers).map(([status, kind]) => [
    status,
    {
      description: descriptions[Number(status)] ?? STATUS_CODES[status],
      ...headersOf(['x-request-id', ...(contract.headers?.[Number(status)] ?? [])]),
      ...contentOf(kind, schemas),
    },
  ]);
  const byStatus = new Map<number, ProblemName[]>();
  for (const problem of [...problemsOf(contract), 'internal'] as const) {
    const { status } = known[problem];
    byStatus.set(status, [...(byStatus.get(status) ?? []), problem]);
  }
  const refusals = [...byStatus].map(([status, problems]) => [status, refusalOf(problems)]);
  return Object.fromEntries([...answers, ...refusals]) as Record<string, JsonSchema>;
}

function contentOf(kind: AnswerKind, schemas: Schemas): JsonSchema {
  if (kind instanceof z.ZodType)
    return { content: { 'application/json': { schema: withExample(kind, schemas) } } };
  if (kind.kind === 'nothing') return {};
  if (kind.kind === 'events') return eventsOf(kind, schemas);
  const text = { schema: { type: 'string' }, example: kind.example };
  const other = kind.kind === 'stream' && kind.or;
  return { content: { [kind.media]: text, ...(other ? { [other]: text } : {}) } };
}

/** OpenAPI 3.1 has no words for events: what is in each stands beside the text that they make. */
function eventsOf({ media, example, events }: EventStream, schemas: Schemas): JsonSchema {
  const described = Object.entries(events).map(([name, data]) => [name, describe(data, schemas, false)]);
  const content = {
    schema: { type: 'string' },
    example,
    'x-events': Object.fromEntries(described) as JsonSchema,
  };
  return { content: { [media]: content } };
}

type ProblemName = Problem | 'internal';

const known: Record<ProblemName, KnownProblem> = { ...problemTable, internal: internalProblem };
const names = Object.keys(known) as ProblemName[];

/** A status with a single problem is described once for all routes. */
const refusalOf = (problems: ProblemName[]): JsonSchema =>
  problems.length === 1 ? { $ref: `#/components/responses/${problems[0]}` } : refusal(problems);

function refusal(problems: ProblemName[]): JsonSchema {
  const types = problems.map((problem) => `/problems/${problem}`);
  const only = { type: 'object', required: ['type'], properties: { type: { type: 'string', enum: types } } };
  const examples = problems.map((problem) => [problem, { $ref: `#/components/examples/${problem}` }]);
  return {
    description: problems.map((problem) => known[problem].title).join('; '),
    ...headersOf(headersOfProblems(problems)),
    content: {
      'application/problem+json': {
        schema: { allOf: [{ $ref: '#/components/schemas/Problem' }, only] },
        examples: Object.fromEntries(examples) as JsonSchema,
      },
    },
  };
}

/** Those who are to wait are told for how long, where it is known. */
function headersOfProblems(problems: ProblemName[]): HeaderName[] {
  const statuses = problems.map((problem) => known[problem].status);
  return [
    'x-request-id',
    ...(statuses.includes(401) ? (['www-authenticate'] as const) : []),
    ...(statuses.some((status) => [429, 503, 507].includes(status)) ? (['retry-after'] as const) : []),
  ];
}

export const problemResponses = (schemas: Schemas): Record<string, JsonSchema> => {
  describe(problemSchema, schemas);
  return Object.fromEntries(names.map((problem) => [problem, refusal([problem])]));
};

const requestId = '2c3d4e5f-6a7b-4c8d-9e0f-1a2b3c4d5e6f';

export const problemExamples = (): Record<string, JsonSchema> =>
  Object.fromEntries(
    names.map((problem) => {
      const { status, title } = known[problem];
      const value = { type: `/problems/${problem}`, title, status, ...sayings[problem], requestId };
      return [problem, { value }];
    }),
  );

/** Details that some of them add to their title. */
const sayings: Partial<Record<ProblemName, JsonSchema>> = {
  'invalid-request': {
    detail: 'The request does not match the schema.',
    errors: [{ pointer: '/name', detail: 'Is required.' }],
  },
  'not-found': { detail: 'No such batch sheet, or you may not see it.' },
  forbidden: { detail: 'Your roles do not allow this (edit-charges).' },
  'wrong-state': { detail: 'The import is posted: it can no longer be cancelled.' },
  'too-many-attempts': { retryAfter: 42 },
  'too-many-requests': { retryAfter: 5 },
  'connect-unavailable': { retryAfter: 2 },
  'same-file': { firstImportId: '7b0d3f5e-3c0e-4d6e-9f0a-2d1c5b7a9e10' },
};
