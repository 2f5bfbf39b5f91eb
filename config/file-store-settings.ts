import { z } from 'zod';
import { optional } from './optional';

/** The largest object that S3 copies in one call. */
const maxBytes = 5 * 1024 ** 3;

const withoutPassword = (url: string) => !URL.canParse(url) || new URL(url).username === '';

/** Where uploaded files are: a folder, or a bucket. */
export const fileStoreSettings = {
  FILE_STORE: z.enum(['folder', 's3']).default('folder'),
  FILE_STORE_DIR: optional(z.string()),
  S3_BUCKET: optional(z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'is not the name of a bucket')),
  S3_PREFIX: optional(
    z
      .string()
      .max(200)
      .regex(/^[\w-]+(\/[\w-]+)*$/, 'must be letters, digits, - and _, with single slashes in between'),
  ),
  S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'is not a region')
    .default('us-east-1'),
  S3_ENDPOINT: optional(
    z.url({ protocol: /^https?$/ }).refine(withoutPassword, 'must not contain a user name or a password'),
  ),
  S3_PATH_STYLE: z
    .enum(['true', 'false'], { error: 'Must be true or false.' })
    .default('true')
    .transform((value) => value === 'true'),
  S3_ACCESS_KEY_ID: optional(z.string()),
  S3_SECRET_ACCESS_KEY: optional(z.string()),
};

type Variables = z.infer<z.ZodObject<typeof fileStoreSettings>>;

/** What is wrong with the variables together, each with its name. */
export function fileStoreFaults(env: NodeJS.ProcessEnv): string[] {
  if (env.FILE_STORE !== 's3')
    return env.FILE_STORE_DIR ? [] : ['FILE_STORE_DIR: must be set, unless FILE_STORE is s3'];
  const { S3_BUCKET, S3_ACCESS_KEY_ID: id, S3_SECRET_ACCESS_KEY: secret, MAX_UPLOAD_BYTES } = env;
  return [
    ...(S3_BUCKET ? [] : ['S3_BUCKET: must be set where FILE_STORE is s3']),
    ...(id && !secret ? ['S3_SECRET_ACCESS_KEY: must be set together with S3_ACCESS_KEY_ID'] : []),
    ...(secret && !id ? ['S3_ACCESS_KEY_ID: must be set together with S3_SECRET_ACCESS_KEY'] : []),
    ...(Number(MAX_UPLOAD_BYTES) > maxBytes
      ? [`MAX_UPLOAD_BYTES: must be ${maxBytes} at most where FILE_STORE is s3`]
      : []),
  ];
}

/** Of variables without faults. */
export function fileStoreOf(env: Variables) {
  if (env.FILE_STORE === 'folder') return { kind: 'folder', folder: env.FILE_STORE_DIR as string } as const;
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
  return {
    kind: 's3',
    bucket: env.S3_BUCKET as string,
    prefix: env.S3_PREFIX ?? null,
    region: env.S3_REGION,
    endpoint: env.S3_ENDPOINT ?? null,
    pathStyle: env.S3_PATH_STYLE,
    credentials: accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : null,
  } as const;
}

export type FileStoreVariables = Variables;
