/** `__Host-` binds the cookie to this host over https (RFC 6265bis, 4.1.3.2); plain http has no such promise. */
export function sessionCookieName(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Host-coffre-session' : 'coffre-session';
}

export function sessionCookie(publicUrl: string, token: string): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  return `${sessionCookieName(publicUrl)}=${token}; Path=/; HttpOnly; SameSite=Strict${secure}`;
}

export function endedSessionCookie(publicUrl: string): string {
  return `${sessionCookie(publicUrl, '')}; Max-Age=0`;
}

/** The session's token, null where there is none, or more than one: which is meant would be a guess. */
export function readSessionCookie(header: string | undefined, publicUrl: string): string | null {
  const prefix = `${sessionCookieName(publicUrl)}=`;
  const found = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(prefix));
  const value = found.length === 1 ? found[0]?.slice(prefix.length) : undefined;
  return value === undefined || value === '' ? null : value;
}
