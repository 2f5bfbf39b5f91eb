import { readConfig } from './config';
import { startConnectSandbox } from './server';

async function main(): Promise<void> {
  const sandbox = await startConnectSandbox(readConfig(process.env));
  console.log(`Connect sandbox at ${sandbox.url}, control at ${sandbox.controlUrl}`);
  const stop = () => void sandbox.stop().finally(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  console.error(`Connect sandbox: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
