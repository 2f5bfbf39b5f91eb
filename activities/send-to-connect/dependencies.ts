import type { Connect } from '../../connectors/connect/connect';
import type { Database } from '../../prisma/database';
import type { LeaseTerms } from '../../prisma/repositories/send-lease';

export interface SendDependencies {
  database: Database;
  connect: Connect;
  terms: LeaseTerms & { timeoutMs: number };
  /** Tells Temporal that the activity lives. */
  heartbeat: () => void;
}
