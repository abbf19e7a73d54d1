import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** One registry a process, served at /metrics. */
export const registry = new Registry();
collectDefaultMetrics({ register: registry });

export const rpcDuration = new Histogram({
  name: 'openvoip_rpc_seconds',
  help: 'Time to answer an RPC, in the service that answers',
  labelNames: ['rpc', 'outcome'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3],
  registers: [registry],
});
export const messagesHandled = new Counter({
  name: 'openvoip_messages_handled_total',
  help: 'Messages handled',
  labelNames: ['message', 'outcome'],
  registers: [registry],
});
export const messagesPublished = new Counter({
  name: 'openvoip_messages_published_total',
  help: 'Messages confirmed by the broker',
  labelNames: ['message'],
  registers: [registry],
});
export const messagesReturned = new Counter({
  name: 'openvoip_messages_returned_total',
  help: 'Messages that the broker had no queue for, before the topology was declared again',
  labelNames: ['message'],
  registers: [registry],
});
export const messagesRefused = new Counter({
  name: 'openvoip_messages_refused_total',
  help: 'Attempts to give a message to a destination that would not take it: a full queue, or one that is gone',
  labelNames: ['destination'],
  registers: [registry],
});
export const rpcCalls = new Counter({
  name: 'openvoip_rpc_calls_total',
  help: 'RPC calls made by this process',
  labelNames: ['rpc', 'outcome'],
  registers: [registry],
});
export const transactions = new Counter({
  name: 'openvoip_transactions_total',
  help: 'Committed database transactions',
  registers: [registry],
});
export const workerSeconds = new Histogram({
  name: 'openvoip_worker_seconds',
  help: 'Time of a run of background work',
  labelNames: ['worker', 'outcome'],
  buckets: [0.01, 0.1, 1, 10, 60, 600],
  registers: [registry],
});
/** How late work is: the time now without the latest of its replicas. */
export const workerSucceeded = new Gauge({
  name: 'openvoip_worker_last_success_timestamp_seconds',
  help: 'When background work last ended well in this process, or began here, in seconds since 1970',
  labelNames: ['worker'],
  registers: [registry],
});
export const httpDuration = new Histogram({
  name: 'openvoip_http_seconds',
  help: 'Time to answer an HTTP request',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3],
  registers: [registry],
});
