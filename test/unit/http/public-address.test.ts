import fc from 'fast-check';
import { isLoopback, isReachable, parseNetwork } from '../../../infra/http/public-address';

/** What is nobody's on the public internet, one of each kind and its edges. */
const INTERNAL = {
  unspecified: ['0.0.0.0', '0.1.2.3', '::'],
  loopback: ['127.0.0.1', '127.255.255.255', '::1'],
  private: [
    '10.0.0.0',
    '10.255.255.255',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    'fc00::1',
    'fd12::1',
  ],
  'link-local': ['169.254.0.1', '169.254.169.254', 'fe80::1', 'febf::1', 'fe80::1%eth0'],
  'carrier-grade NAT': ['100.64.0.1', '100.127.255.255', '100.100.100.200'],
  'metadata services': ['169.254.169.254', '192.0.0.192', '168.63.129.16', 'fd00:ec2::254'],
  multicast: ['224.0.0.1', '239.255.255.255', 'ff02::1'],
  broadcast: ['255.255.255.255'],
  'reserved or for documents and benchmarks': [
    ...[
      '192.0.0.1',
      '192.0.2.1',
      '192.88.99.1',
      '198.18.0.1',
      '198.19.255.255',
      '198.51.100.1',
      '203.0.113.1',
    ],
    ...['240.0.0.1', '2001:db8::1', '2001:2::1', '3fff::1', '100::1', '4000::1', 'fec0::1', '5f00::1'],
  ],
  'IPv4 inside IPv6': [
    ...[
      '::ffff:127.0.0.1',
      '::ffff:8.8.8.8',
      '::ffff:7f00:1',
      '::127.0.0.1',
      '::8.8.8.8',
      '::ffff:0:8.8.8.8',
    ],
    ...['64:ff9b::10.0.0.1', '64:ff9b::808:808', '64:ff9b:1::1'],
    ...['2002:7f00:1::', '2002:808:808::1', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
  ],
  'no address': [
    '',
    'localhost',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '127.1',
    '1.2.3',
    '8.8.8.8 ',
    '[::1]',
  ],
};

describe.each(Object.entries(INTERNAL))('%s', (_kind, addresses) => {
  it.each(addresses)('%s is not reachable', (address) => {
    expect(isReachable(address, [])).toBe(false);
  });
});

it.each([
  '8.8.8.8',
  '1.1.1.1',
  '93.184.215.14',
  '172.32.0.1',
  '100.128.0.1',
  '2606:4700::1111',
  '2a00:1450::1',
])('%s is of the public internet', (address) => {
  expect(isReachable(address, [])).toBe(true);
});

describe('a network that is allowed by name', () => {
  it('is reachable, its neighbours are not', () => {
    const allowed = [parseNetwork('10.20.0.0/16'), parseNetwork('fd00:1::/32')];
    expect(isReachable('10.20.255.1', allowed)).toBe(true);
    expect(isReachable('fd00:1::5', allowed)).toBe(true);
    expect(isReachable('10.21.0.1', allowed)).toBe(false);
    expect(isReachable('::ffff:10.20.0.1', allowed)).toBe(false);
    expect(isReachable('fd00:2::5', allowed)).toBe(false);
  });

  it.each(['10.0.0.0', '10.0.0.0/33', '010.0.0.0/8', '0xa000000/8', '10/8', 'internal/8', '::/129', '/8'])(
    'is not written %p',
    (text) => {
      expect(() => parseNetwork(text)).toThrow();
    },
  );
});

it('no address of an internal network is reachable, wherever in it', () => {
  const networks = [
    [10, 8],
    [127, 8],
    [0, 8],
    [224, 4],
    [240, 4],
  ] as const;
  fc.assert(
    fc.property(fc.constantFrom(...networks), fc.nat(0xffffffff), ([first, prefix], random) => {
      const mask = 2 ** (32 - prefix);
      const value = first * 2 ** 24 + (random % mask);
      const address = [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
      expect([address, isReachable(address, [])]).toEqual([address, false]);
      expect([address, isReachable(`::ffff:${address}`, [])]).toEqual([address, false]);
      expect(isLoopback(address)).toBe(first === 127);
    }),
  );
});
