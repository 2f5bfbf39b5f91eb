import type { AddressInfo } from 'node:net';
import { createCodecServer } from './server';
import { readCodecServerSettings } from './settings';

/** `npm run codec-server`: see docs/payload-encryption.md. */
function main(): void {
  const settings = readCodecServerSettings(process.env);
  const server = createCodecServer(settings);
  server.once('error', (error) => {
    console.error(`The codec server cannot listen: ${error.message}`);
    process.exitCode = 1;
  });
  server.listen(settings.CODEC_SERVER_PORT, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    console.log(`Codec endpoint for the Temporal UI: http://127.0.0.1:${port}`);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => server.close());
}

try {
  main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
