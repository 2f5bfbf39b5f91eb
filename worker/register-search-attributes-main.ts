import { Connection } from '@temporalio/client';
import { registerSearchAttributes } from './register-search-attributes';
import { temporalOf } from '../config/temporal';

/** `npm run temporal:search-attributes`: once for each cluster and namespace, before the first worker. */
async function main(): Promise<void> {
  const { connection: place, namespace } = temporalOf(process.env);
  const connection = await Connection.connect(place);
  try {
    const added = await registerSearchAttributes(connection, namespace);
    const what = added.length > 0 ? `registered ${added.join(', ')}` : 'all of them existed already';
    process.stdout.write(`Search attributes of ${namespace} at ${place.address}: ${what}\n`);
  } finally {
    await connection.close();
  }
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
