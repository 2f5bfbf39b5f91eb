import type { FileStore } from '../../connectors/file-store/file-store';
import type { Database } from '../../prisma/client/database';
import type { ApiUrl } from '../links';
import type { Progress } from '../progress';

export interface ImportDependencies {
  database: Database;
  files: FileStore;
  progress: Progress;
  /** For links back from the Temporal UI. */
  apiUrl: ApiUrl;
  /** Whether decisions sent by hand, without proof of their sender, are accepted. */
  allowUnverifiedDecisions: boolean;
  /** Rows that are written and checkpointed in one transaction. */
  rowsPerChunk?: number;
  /** Ids and counts only: no codes, numbers or names. */
  log: (event: string, details: Record<string, string | number | boolean>) => void;
}
