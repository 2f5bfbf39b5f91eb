import { Connection } from '@temporalio/client';
import { registerSearchAttributes } from '../../worker/register-search-attributes';

it('registers what a running server lacks, so that searches work at once', async () => {
  const connection = await Connection.connect({ address: process.env.TEST_TEMPORAL_ADDRESS as string });
  try {
    await connection.operatorService.removeSearchAttributes({
      namespace: 'default',
      searchAttributes: ['ImportStatus'],
    });
    expect(await registerSearchAttributes(connection, 'default')).toEqual(['ImportStatus']);
    expect(await registerSearchAttributes(connection, 'default')).toEqual([]);
    const query = "ImportStatus = 'draft' AND TotalRows > 3";
    await connection.workflowService.countWorkflowExecutions({ namespace: 'default', query });
  } finally {
    await connection.close();
  }
});
