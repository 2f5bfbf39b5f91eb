import { Connection } from '@temporalio/client';
import { registerSearchAttributes } from './register-search-attributes';

/** `npm run temporal:search-attributes`: once for each cluster and namespace, before the first worker. */
async function main(): Promise<void> {
  const address = process.env.TEMPORAL_ADDRESS;
  if (!address) throw new Error('Set TEMPORAL_ADDRESS to the Temporal cluster, for example 127.0.0.1:7233.');
  const namespace = process.env.TEMPORAL_NAMESPACE ?? 'default';
  const connection = await Connection.connect({ address });
  try {
    const added = await registerSearchAttributes(connection, namespace);
    const what = added.length > 0 ? `registered ${added.join(', ')}` : 'all were there';
    process.stdout.write(`Search attributes of ${namespace}: ${what}\n`);
  } finally {
    await connection.close();
  }
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
