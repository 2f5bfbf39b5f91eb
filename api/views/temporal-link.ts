import type { ApiDependencies } from '../dependencies';

/** Where the workflow is seen in the Temporal UI; null where no UI is known. */
export function temporalLink({ temporalUi, temporal }: ApiDependencies, workflowId: string): string | null {
  if (!temporalUi) return null;
  const base = temporalUi.replace(/\/+$/, '');
  return `${base}/namespaces/${temporal.options.namespace}/workflows/${encodeURIComponent(workflowId)}`;
}
