import fc from 'fast-check';
import { parseTarget } from '../../../infra/http/parse-target';

const RULES = { ports: [443, 8443], plainHttp: false };
const codeOf = (url: string, rules = RULES) => {
  try {
    parseTarget(url, rules);
    return null;
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

it.each([
  ['https://paie.example/hook', 'paie.example', 443],
  ['https://paie.example', 'paie.example', 443],
  ['https://paie.example:443/', 'paie.example', 443],
  ['https://Paie.Example:8443/a?b=c', 'paie.example', 8443],
  ['https://xn--caf-dma.example/', 'xn--caf-dma.example', 443],
  ['https://93.184.215.14/', '93.184.215.14', 443],
  ['https://[2606:4700::1111]/', '2606:4700::1111', 443],
])('takes %s', (url, hostname, port) => {
  expect(parseTarget(url, RULES)).toMatchObject({ hostname, port, secure: true });
});

it.each([
  'http://paie.example/',
  'ftp://paie.example/',
  'file:///etc/passwd',
  'gopher://paie.example/',
  '//paie.example/',
  'paie.example',
  '',
  ' https://paie.example/',
  'https://paie.example/\n',
  'https://paie.exa\tmple/',
  'https://user@paie.example/',
  'https://user:password@paie.example/',
  'https://paie.example@127.0.0.1/',
  'https://paie.example/#fragment',
  'https://paie.example\\@127.0.0.1/',
  'https:\\\\127.0.0.1/',
  'https:paie.example/',
  'https:/paie.example/',
  'https://café.example/',
  'https://①②⑦.0.0.1/',
  // Spellings of 127.0.0.1, and of a public address: no difference is made.
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0x7f.0.0.1/',
  'https://0177.0.0.1/',
  'https://127.1/',
  'https://127.0.1/',
  'https://%31%32%37.0.0.1/',
  'https://134744072/',
  'https://0x08080808/',
  'https://[0:0:0:0:0:0:0:1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[fe80::1%25eth0]/',
  'https://127.0.0.1./',
  `https://paie.example/${'a'.repeat(2_000)}`,
])('refuses %j', (url) => {
  expect(codeOf(url)).toBe('url-invalid');
});

it.each([
  'https://localhost/',
  'https://LOCALHOST/',
  'https://a.localhost/',
  'https://localhost./',
  'https://paie.example./',
])('refuses the name of %s', (url) => {
  expect(codeOf(url)).toBe('address-refused');
});

it.each([
  'https://paie.example:22/',
  'https://paie.example:80/',
  'https://paie.example:6379/',
  'https://paie.example:0/',
])('refuses the port of %s', (url) => {
  expect(codeOf(url)).toBe('port-refused');
});

it('takes http: only where that is configured', () => {
  expect(codeOf('http://127.0.0.1:8443/', { ...RULES, plainHttp: true })).toBeNull();
  expect(codeOf('http://127.0.0.1/', { ...RULES, plainHttp: true })).toBe('port-refused');
});

it('either refuses, or reads the host that is written, whatever is sent', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.webUrl(),
        fc.string().map((text) => `https://${text}`),
      ),
      (url) => {
        const code = codeOf(url);
        if (code !== null) return expect(['url-invalid', 'port-refused', 'address-refused']).toContain(code);
        const { hostname } = parseTarget(url, RULES);
        return expect(url.toLowerCase()).toContain(
          `//${hostname.includes(':') ? `[${hostname}]` : hostname}`,
        );
      },
    ),
  );
});
