import { ApplicationFailure } from '@temporalio/activity';
import { ConservationBroken } from '../../domain/conservation';
import { conservationBroken } from '../../workflows/charge-import/contract';

/** Missing rows or pennies are no fault that a retry could help: the workflow stops and says so. */
export async function raisingAlarm<T>(phase: () => Promise<T>): Promise<T> {
  try {
    return await phase();
  } catch (error) {
    if (!(error instanceof ConservationBroken)) throw error;
    throw ApplicationFailure.nonRetryable(error.message, conservationBroken);
  }
}
