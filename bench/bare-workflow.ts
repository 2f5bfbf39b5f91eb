import { proxyActivities } from '@temporalio/workflow';

const { nothing } = proxyActivities<{ nothing(): Promise<void> }>({ startToCloseTimeout: '1 minute' });

/** The least that a durable step can be: a workflow of one activity that does nothing. */
export async function bare(): Promise<void> {
  await nothing();
}
