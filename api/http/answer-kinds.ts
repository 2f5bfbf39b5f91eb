import type { Duplex, Readable, Writable } from 'node:stream';
import { z } from 'zod';

/** A body that is streamed. */
export interface Stream {
  kind: 'stream';
  media: string;
  /** Another type that the handler may give it, in its headers. */
  or?: string;
  example: string;
}

/** A text body that is not JSON. */
export interface Text {
  kind: 'text';
  media: string;
  example: string;
}

/** Server-Sent Events, for as long as the caller stays connected. */
export interface EventStream {
  kind: 'events';
  media: 'text/event-stream';
  example: string;
  /** The data of each event, by the name of the event. */
  events: Readonly<Record<string, z.ZodType>>;
}

export interface Nothing {
  kind: 'nothing';
}

/** What an answer carries: JSON of a schema, or something else. */
export type AnswerKind = z.ZodType | Stream | EventStream | Text | Nothing;

export const csv: Stream = {
  kind: 'stream',
  media: 'text/csv',
  example: 'Accounts ID,Account,Source,Net\r\nACC-1006,Hopfields Energy,row,0.42\r\n',
};
/** A file as it was uploaded. */
export const originalFile: Stream = {
  kind: 'stream',
  media: 'application/octet-stream',
  or: 'text/csv',
  example: 'Account Code,Extension,Call Date\r\nACC-1006,2101,15/05/2026\r\n',
};
export const plainText: Text = {
  kind: 'text',
  media: 'text/plain',
  example: 'operate_connect_imports{status="in-review"} 2\n',
};
export const html: Text = {
  kind: 'text',
  media: 'text/html',
  example: '<!doctype html><title>Sign in again</title>',
};
export const nothing: Nothing = { kind: 'nothing' };

/** Writes events; resolves when the stream has ended. */
export type EventSource = (out: Writable) => Promise<void>;

/** The source of the pieces, and the transforms that each passes through. */
export type Pipe = readonly [Readable, ...Duplex[]];

export type BodyOf<Kind> = Kind extends z.ZodType
  ? { body: z.input<Kind> }
  : Kind extends Stream
    ? { body: Pipe }
    : Kind extends EventStream
      ? { body: EventSource }
      : Kind extends Text
        ? { body: string }
        : { body?: undefined };

/** A page of a list: `next` is the cursor of the next page. @param id Its name in the contract. */
export const pageOf = <Item extends z.ZodType>(id: string, item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable() }).meta({ id });
