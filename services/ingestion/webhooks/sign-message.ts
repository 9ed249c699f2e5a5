import { createHmac } from 'node:crypto';

/**
 * Headers of one attempt, after Standard Webhooks 1.0 ("Webhook headers",
 * "Signature scheme"): HMAC-SHA256 over `id.timestamp.body`, one signature for
 * each secret that holds. The id is the event's, the same in every attempt; the
 * timestamp is the attempt's, so that a receiver can refuse what was recorded.
 */
export function signMessage(
  { id, at, body }: { readonly id: string; readonly at: Date; readonly body: Buffer },
  secrets: readonly Buffer[],
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const mac = createHmac('sha256', secret).update(`${id}.${timestamp}.`).update(body);
    return `v1,${mac.digest('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
