import { z } from 'zod';

const fieldError = z
  .object({
    pointer: z.string().meta({ examples: ['/name'], description: 'A JSON pointer into the request.' }),
    detail: z.string().meta({ examples: ['Is required.'] }),
  })
  .meta({ id: 'FieldError' });

/** RFC 9457. */
export const problemSchema = z
  .object({
    type: z.string().meta({ description: 'Stable: programs may rely on it.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional().meta({ description: 'A sentence for people.' }),
    errors: z.array(fieldError).optional().meta({ description: 'At most 100.' }),
    retryAfter: z.int().optional().meta({ description: 'Seconds to wait before trying again.' }),
    firstImportId: z.uuid().optional().meta({ description: 'The import that has the same file.' }),
    createdId: z
      .uuid()
      .optional()
      .meta({ description: 'What the request had made already, whose secret is not shown again.' }),
    createdPath: z.string().optional().meta({ description: 'Its path, to DELETE it if the secret is lost.' }),
    requestId: z.uuid(),
  })
  .meta({ id: 'Problem' });
