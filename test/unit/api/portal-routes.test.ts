import supertest from 'supertest';
import { type PortalRouteDeps, type PortalSettings, portalRoutes } from '../../../services/api/routes/portal';
import { createTestApp, PUBLIC_URL } from './test-app';

const SETTINGS: PortalSettings = {
  productName: 'Mon coffre',
  logo: null,
  accent: '#1f4e8c',
  accentDark: '#9cc2ff',
  publicUrl: PUBLIC_URL,
};

function open(settings: Partial<PortalSettings> = {}) {
  // Neither colours nor logo ask the database for anything.
  const uow = {} as PortalRouteDeps['uow'];
  return supertest(createTestApp(portalRoutes({ uow, settings: { ...SETTINGS, ...settings } })).app);
}

it('gives the colours as custom properties, in a style sheet of its own', async () => {
  const answer = await open().get('/portal/theme.css');
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/css; charset=utf-8']);
  expect(answer.headers['cache-control']).toBe('no-cache');
  expect(answer.text).toBe(':root {\n  --operator-accent: #1f4e8c;\n  --operator-accent-dark: #9cc2ff;\n}\n');
});

it('serves the logo so that it can neither run nor load anything, nor be taken for another type', async () => {
  const content = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const answer = await open({ logo: { contentType: 'image/svg+xml', content } }).get('/portal/logo');
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'image/svg+xml']);
  expect(answer.headers['content-security-policy']).toBe("default-src 'none'; sandbox");
  expect(answer.headers['x-content-type-options']).toBe('nosniff');
  expect(Buffer.from(answer.body).equals(content)).toBe(true);
});

it('says that there is no logo', async () => {
  const answer = await open().get('/portal/logo');
  expect([answer.status, answer.body.code]).toEqual([404, 'not-found']);
});
