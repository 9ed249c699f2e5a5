import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadConfig } from '../../../infra/config/load-config';
import { contrast } from '../../../infra/config/portal-colours';
import { readLogo } from '../../../infra/config/read-logo';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'coffre-logo-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function logo(content: string | Buffer) {
  const file = path.join(folder, 'logo');
  writeFileSync(file, content);
  return readLogo(file);
}

it('has colours and a name of its own where nothing is said', () => {
  expect(loadConfig(['portal'], {}).portal).toEqual({
    productName: 'Coffre-fort Agents',
    logoFile: null,
    accent: '#1f4e8c',
    accentDark: '#9cc2ff',
  });
});

it('measures contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(contrast('#ffffff', '#767676')).toBeCloseTo(4.54, 2);
});

it.each([
  ['PORTAL_ACCENT', '#767676', '#777777'],
  ['PORTAL_ACCENT', '#B00020', '#ffcc00'],
  ['PORTAL_ACCENT_DARK', '#ffcc00', '#1f4e8c'],
])('takes %s only where it can be read', (name, legible, illegible) => {
  expect(() => loadConfig(['portal'], { [name]: legible })).not.toThrow();
  expect(() => loadConfig(['portal'], { [name]: illegible })).toThrow(
    new RegExp(`^configuration: ${name} must be a colour #rrggbb with a contrast of at least 4.5:1`),
  );
  expect(() => loadConfig(['portal'], { [name]: 'red; } body { display: none' })).toThrow(`${name} must be`);
});

it('refuses a name that holds a direction override', () => {
  expect(() => loadConfig(['portal'], { PORTAL_NAME: 'Coffre\u202E' })).toThrow('PORTAL_NAME must be');
});

it.each([
  ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml'],
  ['\uFEFF<?xml version="1.0"?>\n<!-- logo -->\n<!DOCTYPE svg>\n<svg width="1">', 'image/svg+xml'],
  [PNG, 'image/png'],
])('knows a logo by its bytes', (content, contentType) => {
  expect(logo(content)).toMatchObject({ contentType });
});

it.each<[string, string | Buffer]>([
  ['a page', '<!DOCTYPE html><html><svg></svg></html>'],
  ['a JPEG', Buffer.from('ffd8ffe0', 'hex')],
  ['nothing', ''],
  ['more than 200 kB', Buffer.concat([PNG, Buffer.alloc(200_000)])],
])('refuses %s for a logo, by the name of its variable', (_what, content) => {
  expect(() => logo(content)).toThrow(
    'PORTAL_LOGO_FILE must be a readable SVG or PNG file of at most 200 kB',
  );
});

it('refuses a logo that is not there, and has none where none is named', () => {
  expect(() => readLogo(path.join(folder, 'absent.svg'))).toThrow('PORTAL_LOGO_FILE');
  expect(readLogo(null)).toBeNull();
});
