import { loadConfig } from '../../../infra/config/load-config';
import { parseNetwork } from '../../../infra/http/public-address';

const load = (given: Readonly<Record<string, string>>) => loadConfig(['webhooks'], given);

it('lets webhooks reach port 443 of the public internet, where nothing is said', () => {
  expect(load({}).webhooks).toEqual({ ports: [443], networks: [], plainHttp: false });
  expect(load({ WEBHOOK_PORTS: '', WEBHOOK_NETWORKS: '' }).webhooks.ports).toEqual([443]);
  expect(load({}).warnings).toEqual([]);
});

it('takes ports and networks as lists, and warns of networks', () => {
  const given = { WEBHOOK_PORTS: '443, 8443', WEBHOOK_NETWORKS: '10.20.0.0/16,fd00:1::/32' };
  const { webhooks, warnings } = load(given);
  expect(webhooks).toMatchObject({ ports: [443, 8443], networks: ['10.20.0.0/16', 'fd00:1::/32'] });
  expect(webhooks.networks.map(parseNetwork)).toHaveLength(2);
  expect(warnings.join()).toContain('WEBHOOK_NETWORKS is set');
  expect(warnings.join()).not.toContain('10.20');
});

it.each([
  ['WEBHOOK_PORTS', '0'],
  ['WEBHOOK_PORTS', '65536'],
  ['WEBHOOK_PORTS', '443,'],
  ['WEBHOOK_PORTS', 'https'],
  ['WEBHOOK_NETWORKS', '10.20.0.0'],
  ['WEBHOOK_NETWORKS', '10.20.0.0/33'],
  ['WEBHOOK_NETWORKS', '010.20.0.0/16'],
  ['WEBHOOK_NETWORKS', 'fd00::/129'],
  ['WEBHOOK_NETWORKS', 'intranet/8'],
  ['WEBHOOK_NETWORKS', '10.0.0.0/8,,'],
  ['WEBHOOK_PLAIN_HTTP', 'yes'],
])('refuses %s=%s, by its name alone', (name, value) => {
  expect(() => load({ [name]: value })).toThrow(`${name} must be`);
});

it('refuses plain HTTP in production', () => {
  expect(() => load({ WEBHOOK_PLAIN_HTTP: '1' })).toThrow('WEBHOOK_PLAIN_HTTP must be absent');
  expect(load({ WEBHOOK_PLAIN_HTTP: '1', NODE_ENV: 'test' }).webhooks.plainHttp).toBe(true);
});
