import { Refusal } from '../../domain/refusal';

export const wayOut = 'as multipart/form-data, as a browser or `curl -F` does';

export const late = (why: string) => new Refusal('request-timeout', `${why} Send the form again.`);

export const tooMuch = (pointer: string, detail: string) =>
  new Refusal('invalid-request', 'The form does not match the schema.', { errors: [{ pointer, detail }] });

export const tooLarge = ({ maxBytes, tooLarge: detail }: { maxBytes: number; tooLarge: string }) =>
  new Refusal('file-too-large', `The file has more than ${maxBytes} bytes.`, {
    errors: [{ pointer: '/file', detail }],
  });

export const brokenForm = (error: unknown) =>
  new Refusal(
    'invalid-request',
    `The form cannot be read: ${error instanceof Error ? error.message : 'it is malformed'}. Send it ${wayOut}.`,
  );
