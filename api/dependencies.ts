import type { Client } from '@temporalio/client';
import type { Connect } from '../connectors/connect/connect';
import type { FileStore } from '../connectors/file-store/file-store';
import type { Databases } from './databases';
import type { ApiMetrics } from './metrics';

export interface ApiDependencies extends Databases {
  temporal: Client;
  connect: Connect;
  files: FileStore;
  /** Where people look at workflows; null where no UI is known. */
  temporalUi: string | null;
  maxUploadBytes: number;
  /** How long an upload may take, and how long nothing of it may come. Milliseconds. */
  uploadTimeoutMs: number;
  uploadIdleTimeoutMs: number;
  /** How many proxies before this one are trusted to say where a request comes from. */
  proxies: number;
  /** How long the answer to a decision is waited for, before it goes on its way alone. Milliseconds. */
  decisionWaitMs: number;
  metrics: ApiMetrics;
  log: (level: 'info' | 'warn' | 'error', message: string, details: Record<string, unknown>) => void;
}
