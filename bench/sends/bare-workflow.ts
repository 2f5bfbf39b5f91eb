import { proxyActivities } from '@temporalio/workflow';

const { nothing } = proxyActivities<{ nothing(): Promise<void> }>({ startToCloseTimeout: '1 minute' });

/** The minimal durable step: a workflow of one activity that does nothing. */
export async function bare(): Promise<void> {
  await nothing();
}
