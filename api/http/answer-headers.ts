import type { JsonSchema } from './openapi/components';

interface Header {
  description: string;
  /** Whether it is on each answer that declares it. */
  required: boolean;
  schema: JsonSchema;
  example: string;
}

const text: JsonSchema = { type: 'string' };

/** What answers may carry besides their body. */
export const answerHeaders = {
  'x-request-id': {
    required: true,
    description: 'Of this request, also in our logs and in the audit trail.',
    schema: { type: 'string', format: 'uuid' },
    example: '2c3d4e5f-6a7b-4c8d-9e0f-1a2b3c4d5e6f',
  },
  etag: {
    required: true,
    description: 'The version of what is answered. Send it back in If-Match.',
    schema: { type: 'string', pattern: '^"[0-9a-f]+"$' },
    example: '"3"',
  },
  location: {
    required: true,
    description: 'Where it is, or where to look how far it has come.',
    schema: text,
    example: '/v1/accounts/7b0d3f5e-3c0e-4d6e-9f0a-2d1c5b7a9e10',
  },
  'retry-after': {
    required: false,
    description: 'Seconds to wait before asking again.',
    schema: { type: 'string', pattern: '^\\d+$' },
    example: '2',
  },
  'content-disposition': {
    required: true,
    description: 'The name under which a browser saves it.',
    schema: text,
    example: 'attachment; filename="audit-events.csv"',
  },
  'set-cookie': {
    required: false,
    description: 'For browsers that sign in or out.',
    schema: text,
    example: 'session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0',
  },
  'www-authenticate': {
    required: true,
    description: 'How to say who asks.',
    schema: text,
    example: 'Bearer',
  },
} as const satisfies Record<string, Header>;

export type HeaderName = keyof typeof answerHeaders;

type Table = typeof answerHeaders;
type Always<Name extends HeaderName> = Name extends unknown
  ? Table[Name]['required'] extends true
    ? Name
    : never
  : never;

/** What an answer with these headers must, and may, carry. */
export type HeaderValues<Name extends HeaderName> = Record<Always<Name>, string | string[]> &
  Partial<Record<Name, string | string[]>>;

/** As they are usually written. */
const written = (name: string): string =>
  name === 'etag' ? 'ETag' : name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());

export const headerComponents = (): Record<string, JsonSchema> =>
  Object.fromEntries(Object.entries(answerHeaders).map(([name, header]) => [written(name), { ...header }]));

/** Of an answer in the contract. */
export const headersOf = (names: readonly HeaderName[]): { headers: JsonSchema } => ({
  headers: Object.fromEntries(
    names.map((name) => [written(name), { $ref: `#/components/headers/${written(name)}` }]),
  ),
});
