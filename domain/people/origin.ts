/** Where a change, or a refused attempt, comes from. */
export interface Origin {
  /** The caller's network address. */
  address?: string;
  requestId?: string;
  /** Kind and id of what the caller showed, such as "key:<id>"; never the key or token itself. */
  credential?: string;
  workflowId?: string;
}
