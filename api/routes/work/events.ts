import { z } from 'zod';
import type { Credential } from '../../../domain/people/credential';
import { hintKinds } from '../../../domain/people/hint';
import { id } from '../../http/answer-fields';
import type { EventStream } from '../../http/answer-kinds';
import { route } from '../../http/route';

const hint = z
  .object({
    kind: z.enum(hintKinds).meta({ description: 'The id of a `send` is that of its account.' }),
    id: id.nullable().meta({ description: 'Null: several of this kind, or the list as a whole.' }),
  })
  .meta({ id: 'Hint' });

const nothingMore = z.object({});

const hints: EventStream = {
  kind: 'events',
  media: 'text/event-stream',
  example:
    'retry: 2750\n\nevent: listening\nid: q3Vt0yJmWc4K\ndata: {}\n\n' +
    'event: hint\nid: 8kXbFz2RrT0a\ndata: {"kind":"import","id":"7b0d3f5e-3c0e-4d6e-9f0a-2d1c5b7a9e10"}\n\n',
  events: { hint, listening: nothingMore, 'look-again': nothingMore },
};

const lookBackMs = z.coerce
  .number()
  .int()
  .min(0)
  .max(600_000)
  .optional()
  .meta({
    description:
      'The hints of the last so many milliseconds come first: what was read within that time need not be read again ' +
      'after `listening`. If they are no longer known, the stream begins with `look-again` instead.',
    examples: ['5000'],
  });

export const eventRoutes = [
  route({
    method: 'get',
    path: '/v1/events',
    summary: 'Receive hints of what has changed among what I may see, as Server-Sent Events',
    needs: 'own',
    query: z.object({ lookBackMs }),
    background: true,
    resumes: true,
    atOnce: { max: 1_000, maxOfOne: 10, what: 'event streams' },
    answers: { 200: hints },
  }).handle(({ caller, lastEventId, query: { lookBackMs } }, { hints }) =>
    Promise.resolve({
      status: 200,
      body: (out) =>
        hints.stream({
          personId: caller.id,
          credential: caller.credential as Credential,
          lastToken: lastEventId,
          lookBackMs,
          out,
        }),
    }),
  ),
];
