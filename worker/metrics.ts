import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

export interface WorkerMetrics {
  activityEnded: (activity: { name: string; outcome: 'done' | 'failed'; seconds: number }) => void;
  outboxDelivered: (entry: { kind: string; outcome: 'done' | 'failed' }) => void;
  /** All metrics, in Prometheus text format. */
  text: () => Promise<string>;
  contentType: string;
}

/** Metrics of one worker process. The Temporal SDK's own metrics are served separately, at TEMPORAL_METRICS_ADDRESS. */
export function createMetrics(): WorkerMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const activities = new Histogram({
    name: 'operate_connect_activity_duration_seconds',
    help: 'Attempts of activities, by how they ended',
    labelNames: ['activity', 'outcome'],
    buckets: [0.02, 0.1, 0.5, 2, 10, 60, 600],
    registers,
  });
  const outbox = new Counter({
    name: 'operate_connect_outbox_deliveries_total',
    help: 'Outbox entries that this worker has relayed, or tried to',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  return {
    activityEnded: ({ name, outcome, seconds }) => activities.observe({ activity: name, outcome }, seconds),
    outboxDelivered: (entry) => outbox.inc(entry),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
