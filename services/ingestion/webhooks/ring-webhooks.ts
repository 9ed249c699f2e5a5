import type { WebhookDeps } from './deps';

/** A lost ring delays the sending to the next sweep. */
export async function ringWebhooks({
  doorbell,
  logger,
}: Pick<WebhookDeps, 'doorbell' | 'logger'>): Promise<void> {
  await doorbell.ring('webhook', [{}]).catch((error: unknown) => {
    logger.warn({ error, queue: 'webhook' }, 'doorbell not heard');
  });
}
