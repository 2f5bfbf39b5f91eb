import type { Client } from '@temporalio/client';
import type { Database } from '../../prisma/client/database';
import type { callAs, Reply, Who } from './api-client';

export { ask, askApi, type Reply, type Who } from './api-client';
export { until } from './until';

/** API, worker and Connect sandbox over a real PostgreSQL and a real Temporal, as a test sees them. */
export interface System {
  api: string;
  database: Database;
  databaseUrl: string;
  /** What API and worker are configured with. */
  env: Record<string, string>;
  sandbox: { url: string; controlUrl: string };
  keys: Record<Who, string>;
  /** Ids by the name that the samples give a Location. */
  locations: Record<string, string>;
  /** What the system calls the Location that the samples give this name, and Connect its site. */
  placeOf(sample: string): { name: string; siteId: string };
  /** What the system calls the person whom the samples give this name. */
  personOf(sample: string): string;
  /** Makes a Location at which the persons of the samples may act. @returns its id. */
  addLocation(location: { name: string; timeZone: string; currency: string }): Promise<string>;
  /** Stands in names that must be unique in the system: empty where nobody else makes any. */
  mark: string;
  /** The folder in which uploaded files are kept. */
  files: string;
  temporal: Client;
  call: ReturnType<typeof callAs>;
  /** Tells the sandbox's control port. */
  control(method: string, path: string, body?: unknown): Promise<Reply>;
  stop(): Promise<void>;
}

/** One that a test may stop, flood and starve, because it is alone in it. */
export interface OwnSystem extends System {
  /** Starts a worker, if none runs. */
  startWorker(): Promise<void>;
  stopWorker(): Promise<void>;
}
