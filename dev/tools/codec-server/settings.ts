import { z } from 'zod';
import { payloadKeysSetting } from '../../../config/payload-keys';
import { port } from '../../../config/shared-settings';

const origins = z
  .string()
  .transform((text) => text.split(',').map((one) => one.trim()))
  .refine((all) => all.every((one) => URL.canParse(one) && new URL(one).origin === one), {
    error: 'must be origins such as https://temporal.example.com, separated by commas',
  });

const schema = z.object({
  PAYLOAD_KEYS: payloadKeysSetting.refine(({ decryptWith }) => decryptWith.size > 0, 'must contain a key'),
  /** Where the Temporal UI is served. */
  CODEC_SERVER_ORIGINS: origins.prefault('http://localhost:8233,http://127.0.0.1:8233'),
  CODEC_SERVER_PORT: port.default(8234),
  /** If set, a bearer token without which nothing is decrypted. */
  CODEC_SERVER_TOKEN: z.string().min(32, 'must have at least 32 characters').optional(),
});

export type CodecServerSettings = z.infer<typeof schema>;

/** @throws Error that names every wrong variable. */
export function readCodecServerSettings(env: NodeJS.ProcessEnv): CodecServerSettings {
  const read = schema.safeParse(env);
  if (read.success) return read.data;
  const faults = read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The settings of the codec server are wrong:\n${faults.join('\n')}`);
}
