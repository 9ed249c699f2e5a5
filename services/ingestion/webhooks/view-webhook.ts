import type { Webhook } from './find-webhook';
import { openWebhookKey } from './webhook-keys';

export interface WebhookView {
  readonly id: string;
  readonly url: string;
  readonly createdAt: string;
  /** First failure since the last success. */
  readonly failingSince: string | null;
  /** Nothing is sent until it is enabled again. */
  readonly disabled: { readonly at: string; readonly code: 'gone' | 'failing' } | null;
}

export function viewWebhook(deps: Parameters<typeof openWebhookKey>[0], webhook: Webhook): WebhookView {
  const { id, wrappedKey, sealedUrl, createdAt, failingSince, disabledAt, disabledCode } = webhook;
  return {
    id,
    url: openWebhookKey(deps, webhook, wrappedKey).openUrl(sealedUrl),
    createdAt: createdAt.toISOString(),
    failingSince: failingSince?.toISOString() ?? null,
    disabled:
      disabledAt === null || disabledCode === null
        ? null
        : { at: disabledAt.toISOString(), code: disabledCode },
  };
}
