import { Connection } from '@temporalio/client';
import { somebodyAnswers } from '../processes/ports';

/** Whether a Temporal server answers at this address and has the namespace. */
export async function canReach(address: string, namespace = 'default'): Promise<boolean> {
  const [, host, port] = /^(.*?)(?::(\d+))?$/.exec(address) ?? [];
  // asked first, because the client waits a whole second before it tries again
  if (!(await somebodyAnswers(Number(port ?? 7233), host))) return false;
  try {
    const connection = await Connection.connect({ address, connectTimeout: 1_000 });
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
