import type { System } from './system';

/** What the Temporal UI would show of a workflow that runs or has run: its current details, in Markdown. */
export async function currentDetails(system: System, workflowId: string): Promise<string> {
  const metadata = await system.temporal.workflow
    .getHandle(workflowId)
    .query<{ currentDetails?: string }>('__temporal_workflow_metadata');
  return metadata.currentDetails ?? '';
}

export interface EventMetadata {
  event: string;
  summary: string | null;
  details: string | null;
}

/**
 * What people see of the events of a history: the summaries of activities and timers, and that of the workflow
 * itself.
 */
export async function eventMetadata(system: System, workflowId: string): Promise<EventMetadata[]> {
  const { events } = await system.temporal.workflow.getHandle(workflowId).fetchHistory();
  return (events ?? []).flatMap(({ eventType, userMetadata }) =>
    userMetadata
      ? [
          {
            event: String(eventType),
            summary: text(userMetadata.summary),
            details: text(userMetadata.details),
          },
        ]
      : [],
  );
}

const text = (payload: { data?: Uint8Array | null } | null | undefined): string | null =>
  payload?.data ? (JSON.parse(Buffer.from(payload.data).toString()) as string) : null;
