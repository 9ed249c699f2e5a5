import type { Problem } from './problem';

const ERRORS: Readonly<Record<string, string>> = {
  'invalid-client': 'invalid_client',
  'invalid-scope': 'invalid_scope',
  'unsupported-grant-type': 'unsupported_grant_type',
};

/** Paths whose callers read errors as OAuth writes them. */
export function isOAuth(path: string): boolean {
  return path.startsWith('/oauth2/');
}

/** The error answer that OAuth clients read (RFC 6749, section 5.2), beside ours. */
export function oauthErrorOf({ code, status, detail }: Problem): {
  error: string;
  error_description: string;
} {
  return {
    error: ERRORS[code] ?? (status < 500 ? 'invalid_request' : 'temporarily_unavailable'),
    error_description: detail,
  };
}
