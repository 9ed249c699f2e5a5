import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import express, { type Express } from 'express';
import supertest from 'supertest';
import { keepNoCopy } from '../../../services/api/http/security';
import { servePortal } from '../../../services/api/http/serve-portal';

let parent: string;
let app: Express;

function serving(folder: string): Express {
  const served = express().use(keepNoCopy(), servePortal(folder));
  served.use((_request, response) => {
    response.status(404).json({ code: 'not-found' });
  });
  return served;
}

beforeAll(() => {
  // Below a folder whose name starts with a dot, as a clone may lie.
  parent = mkdtempSync(path.join(tmpdir(), '.coffre-portal-'));
  const folder = path.join(parent, 'portal');
  mkdirSync(path.join(folder, 'assets'), { recursive: true });
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>portal</title>');
  writeFileSync(path.join(folder, 'assets', 'main-abc.js'), 'export {};');
  writeFileSync(path.join(parent, 'secret.txt'), 'secret');
  app = serving(folder);
});

afterAll(() => rmSync(parent, { recursive: true }));

const page = (address: string, accept = 'text/html,application/xhtml+xml,*/*;q=0.8') =>
  supertest(app).get(address).set('Accept', accept);

describe('the portal', () => {
  it.each(['/', '/connexion', '/rh/0193/lots/0193', '/v1x', '/documents/x.pdf'])(
    'is the page at %s, never kept',
    async (address) => {
      const answer = await page(address);
      expect(answer.status).toBe(200);
      expect(answer.text).toContain('<title>portal</title>');
      expect(answer.get('content-type')).toContain('text/html');
      expect(answer.get('cache-control')).toBe('no-store');
    },
  );

  it.each(['/v1', '/v1/nothing', '/oauth2/token', '/healthz', '/assets/gone.js', '/portal/logo'])(
    'is not the page at %s',
    async (address) => {
      expect((await page(address)).body).toEqual({ code: 'not-found' });
    },
  );

  it('is no page for who asks for something else, or sends', async () => {
    expect((await page('/connexion', 'application/json')).status).toBe(404);
    expect((await page('/connexion', '*/*')).status).toBe(404);
    expect((await supertest(app).post('/connexion').set('Accept', 'text/html')).status).toBe(404);
  });

  it('keeps files that are named after their content', async () => {
    const answer = await supertest(app).get('/assets/main-abc.js');
    expect(answer.status).toBe(200);
    expect(answer.get('content-type')).toContain('javascript');
    expect(answer.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it.each(['/assets/../../secret.txt', '/assets/%2e%2e/%2e%2e/secret.txt', '/assets/..%2f..%2fsecret.txt'])(
    'gives nothing from outside its folder: %s',
    async (address) => {
      expect((await supertest(app).get(address)).text).not.toContain('secret');
    },
  );

  it('that was not built leaves every address to what comes after', async () => {
    const unbuilt = serving(path.join(parent, 'nowhere'));
    for (const address of ['/', '/assets/main-abc.js']) {
      const answer = await supertest(unbuilt).get(address).set('Accept', 'text/html');
      expect(answer.body).toEqual({ code: 'not-found' });
    }
  });
});
