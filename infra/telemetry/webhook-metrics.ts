import { Counter, Gauge, type Registry } from 'prom-client';

/** Counts of what becomes of attempts, and how long the oldest waits, in a program's registry. */
export function createWebhookMetrics(registry: Registry) {
  const deliveries = new Counter({
    name: 'coffre_webhook_attempts_total',
    help: 'Attempts to deliver an event, by what they came to',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const oldest = new Gauge({
    name: 'coffre_webhook_oldest_pending_seconds',
    help: 'Age of the oldest delivery that was neither made nor given up',
    registers: [registry],
  });
  return {
    observeDelivery: (outcome: string) => deliveries.inc({ outcome }),
    observeOldestPending: (seconds: number) => oldest.set(seconds),
  };
}
