import { signMessage } from '../../../services/ingestion/webhooks/sign-message';
import { newWebhookSecret, writeWebhookSecret } from '../../../services/ingestion/webhooks/webhook-keys';

/** The example that Svix, who began the specification, publishes for its signature scheme. */
const EXAMPLE = {
  secret: Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64'),
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  at: new Date(1614265330_000),
  body: Buffer.from('{"test": 2432232314}'),
};

it('signs as the published example does', () => {
  expect(signMessage(EXAMPLE, [EXAMPLE.secret])).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

it('signs once for each secret that holds', () => {
  const other = newWebhookSecret();
  const both = signMessage(EXAMPLE, [other, EXAMPLE.secret])['webhook-signature']?.split(' ');
  expect(both).toEqual([
    signMessage(EXAMPLE, [other])['webhook-signature'],
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  ]);
});

it('signs id, time and body: another of any has another signature', () => {
  const of = (part: Partial<typeof EXAMPLE>) =>
    signMessage({ ...EXAMPLE, ...part }, [EXAMPLE.secret])['webhook-signature'];
  const signatures = [
    of({}),
    of({ id: 'msg_other' }),
    of({ at: new Date(1614265331_000) }),
    of({ body: Buffer.from('{}') }),
  ];
  expect(new Set(signatures).size).toBe(4);
});

it('writes secrets as libraries of receivers take them', () => {
  const secret = newWebhookSecret();
  const written = writeWebhookSecret(secret);
  expect(written).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(Buffer.from(written.slice('whsec_'.length), 'base64')).toEqual(secret);
});
