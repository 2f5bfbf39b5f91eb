import type { Connect } from '../../connectors/connect/connect';
import type { Database } from '../../prisma/client/database';
import type { Clocks, LeaseTerms } from '../../prisma/repositories/sends/claim-send';
import type { ApiUrl } from '../links';
import type { Progress } from '../progress';

export interface SendDependencies {
  database: Database;
  connect: Connect;
  terms: LeaseTerms & { timeoutMs: number };
  progress: Progress;
  /** The process's own environment where absent. */
  clocks?: Clocks;
  /** For links back from the Temporal UI. */
  apiUrl: ApiUrl;
}
