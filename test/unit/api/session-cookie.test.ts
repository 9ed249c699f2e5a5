import {
  endedSessionCookie,
  readSessionCookie,
  sessionCookie,
} from '../../../services/api/http/session-cookie';

const HTTPS = 'https://coffre.example';
const HTTP = 'http://127.0.0.1:8080';

describe('the session cookie', () => {
  it('is out of reach of scripts and other sites, and over https of plain http and other hosts', () => {
    expect(sessionCookie(HTTPS, 'token')).toBe(
      '__Host-coffre-session=token; Path=/; HttpOnly; SameSite=Strict; Secure',
    );
    expect(sessionCookie(HTTP, 'token')).toBe('coffre-session=token; Path=/; HttpOnly; SameSite=Strict');
    expect(endedSessionCookie(HTTPS)).toMatch(/^__Host-coffre-session=; .*Secure; Max-Age=0$/);
  });

  it.each<[string, string | undefined, string | null]>([
    ['is there', '__Host-coffre-session=token', 'token'],
    ['stands among others', 'a=1; __Host-coffre-session=token; b=2', 'token'],
    ['is absent', 'a=1', null],
    ['has no header', undefined, null],
    ['is empty', '__Host-coffre-session=', null],
    ['stands twice', '__Host-coffre-session=a; __Host-coffre-session=b', null],
    ['has the name of plain http', 'coffre-session=token', null],
    ['only ends like it', 'x__Host-coffre-session=token', null],
  ])('is read where it %s', (_what, header, token) => {
    expect(readSessionCookie(header, HTTPS)).toBe(token);
  });
});
