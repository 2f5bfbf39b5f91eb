import { Connection, type ConnectionOptions } from '@temporalio/client';
import { isListening } from '../processes/ports';

/** Whether a Temporal server answers there and has the namespace. */
export async function canReach(
  place: ConnectionOptions & { address: string },
  namespace = 'default',
): Promise<boolean> {
  const { address } = place;
  const [, host, port] = /^(.*?)(?::(\d+))?$/.exec(address) ?? [];
  // asked first, because the client waits a whole second before it tries again
  if (!(await isListening(Number(port ?? 7233), host))) return false;
  try {
    const connection = await Connection.connect({ connectTimeout: 1_000, ...place });
    try {
      await connection.workflowService.describeNamespace({ namespace });
      return true;
    } finally {
      await connection.close();
    }
  } catch {
    return false;
  }
}
