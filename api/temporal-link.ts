import type { ApiDependencies } from './dependencies';

const base = ({ temporalUi, temporal }: ApiDependencies): string | null =>
  temporalUi && `${temporalUi.replace(/\/+$/, '')}/namespaces/${temporal.options.namespace}/workflows`;

/** Where the workflow is seen in the Temporal UI; null where no UI is known. */
export function temporalLink(dependencies: ApiDependencies, workflowId: string): string | null {
  const workflows = base(dependencies);
  return workflows && `${workflows}/${encodeURIComponent(workflowId)}`;
}

/** Views of the Temporal UI that people come back to, by search attributes. Told in docs/operations.md too. */
const views = {
  awaitingApproval: 'ImportStatus = "completed" AND ExecutionStatus = "Running"',
  unmatchedRows: 'UnmatchedRows > 0 AND ImportStatus = "in-review"',
  sendsInDoubt: 'ConnectState IN ("unknown", "waiting", "needs-decision") AND ExecutionStatus = "Running"',
};
type View = keyof typeof views;

/** Where each of them is seen; null where no UI is known. */
export function temporalViews(dependencies: ApiDependencies): Record<View, string> | null {
  const workflows = base(dependencies);
  if (workflows === null) return null;
  return Object.fromEntries(
    Object.entries(views).map(([name, query]) => [name, `${workflows}?query=${encodeURIComponent(query)}`]),
  ) as Record<View, string>;
}
