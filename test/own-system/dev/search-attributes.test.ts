import { randomUUID } from 'node:crypto';
import { Connection } from '@temporalio/client';
import { registerSearchAttributes } from '../../../worker/register-search-attributes';
import { until } from '../../setup/system';

const namespace = `test-${randomUUID()}`;
let connection: Connection;
beforeAll(async () => {
  connection = await Connection.connect({ address: process.env.TEST_TEMPORAL_ADDRESS as string });
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as unknown as Long },
  });
  const exists = () =>
    connection.operatorService.listSearchAttributes({ namespace }).then(
      () => true,
      () => false,
    );
  await until(exists, (found) => found);
});
afterAll(() => connection.close());

it('registers what a running server lacks, so that searches work at once', async () => {
  expect(await registerSearchAttributes(connection, namespace)).toContain('ImportStatus');
  await connection.operatorService.removeSearchAttributes({ namespace, searchAttributes: ['ImportStatus'] });
  expect(await registerSearchAttributes(connection, namespace)).toEqual(['ImportStatus']);
  expect(await registerSearchAttributes(connection, namespace)).toEqual([]);
  const query = "ImportStatus = 'draft' AND TotalRows > 3";
  await connection.workflowService.countWorkflowExecutions({ namespace, query });
});
