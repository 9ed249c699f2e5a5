import * as fc from 'fast-check';
import { contentDisposition } from '../../../services/api/http/content-disposition';

/** RFC 6266 with the safe plain subset, and ext-value of RFC 8187 with attr-char only. */
const WELL_FORMED =
  /^(attachment|inline); filename="[A-Za-z0-9._ ()-]+"; filename\*=UTF-8''(?:[A-Za-z0-9!#$&+.^_`|~-]|%[0-9A-F]{2})+$/;

describe('Content-Disposition', () => {
  it('keeps the name for those who read filename*', () => {
    const header = contentDisposition('attachment', 'Bulletin éà 2026-10 (copie).pdf');
    expect(header).toBe(
      'attachment; filename="Bulletin ea 2026-10 (copie).pdf"; ' +
        "filename*=UTF-8''Bulletin%20%C3%A9%C3%A0%202026-10%20%28copie%29.pdf",
    );
  });

  it.each([
    ['ends the header', 'a\r\nSet-Cookie: x=1.pdf'],
    ['closes the quotes', 'a"; filename="b.exe'],
    ['climbs', '../../etc/passwd'],
    ['climbs on Windows', '..\\..\\boot.ini'],
    ['turns the reading direction', 'slip\u202Efdp.exe'],
    ['holds half a character', 'a\ud800b.pdf'],
    ['is empty', ''],
    ['is only dots', '...'],
    ['is endless', 'x'.repeat(100_000)],
  ])('is one well-formed header for a name that %s', (_what, name) => {
    const header = contentDisposition('inline', name);
    expect(header).toMatch(WELL_FORMED);
    expect(header).not.toMatch(/\.\.[\\/]|%2F|%5C|%E2%80%AE|%0[AD]/);
    expect(header.length).toBeLessThan(2_500);
  });

  it('is one well-formed header for any name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(contentDisposition('attachment', name)).toMatch(WELL_FORMED);
      }),
    );
  });
});
