import { randomUUID } from 'node:crypto';
import type { DecideInput } from '../../../workflows/decision/contract';

/** What a workflow is told of a decision that is written down. */
export const newDecision = (): DecideInput => ({ decisionId: randomUUID() });

export const newDecisions = (count: number): DecideInput[] => Array.from({ length: count }, newDecision);
