import type { ApiDependencies } from './dependencies';

const base = ({ temporalUi, temporal }: ApiDependencies): string | null =>
  temporalUi && `${temporalUi.replace(/\/+$/, '')}/namespaces/${temporal.options.namespace}/workflows`;

/** Where to see the workflow in the Temporal UI; null if no UI is configured. */
export function temporalLink(dependencies: ApiDependencies, workflowId: string): string | null {
  const workflows = base(dependencies);
  return workflows && `${workflows}/${encodeURIComponent(workflowId)}`;
}

/** Frequently used views of the Temporal UI, by search attributes. Also described in docs/operations.md. */
const views = {
  awaitingApproval: 'ImportStatus = "completed" AND ExecutionStatus = "Running"',
  unmatchedRows: 'UnmatchedRows > 0 AND ImportStatus = "in-review"',
  sendsInDoubt: 'ConnectState IN ("unknown", "waiting", "needs-decision") AND ExecutionStatus = "Running"',
};
type View = keyof typeof views;

/** The URL of each of them; null if no UI is configured. */
export function temporalViews(dependencies: ApiDependencies): Record<View, string> | null {
  const workflows = base(dependencies);
  if (workflows === null) return null;
  return Object.fromEntries(
    Object.entries(views).map(([name, query]) => [name, `${workflows}?query=${encodeURIComponent(query)}`]),
  ) as Record<View, string>;
}
