import { checkPassword, hashPassword, verifyPassword } from '../../../services/identity/passwords';
import { csrfTokenOf, isSecret, newCode, newSecret, normaliseCode } from '../../../services/identity/secrets';

test('a code is sixteen letters that a person reads back however they type them', () => {
  const codes = Array.from({ length: 500 }, newCode);
  expect(new Set(codes).size).toBe(500);
  for (const code of codes) {
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    const typed = code.toLowerCase().replaceAll('-', ' – ').replaceAll('0', 'O').replaceAll('1', 'i');
    expect(normaliseCode(typed)).toBe(code.replaceAll('-', ''));
  }
});

test('every letter of the alphabet is used', () => {
  const letters = new Set(Array.from({ length: 400 }, newCode).join('').replaceAll('-', ''));
  expect(letters.size).toBe(32);
});

test('a secret is 256 bits, and no other one matches its digest', () => {
  const { secret, hash } = newSecret();
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
  expect(isSecret(secret, hash)).toBe(true);
  for (const other of ['', secret.slice(1), `${secret}=`, newSecret().secret]) {
    expect(isSecret(other, hash)).toBe(false);
  }
});

test('the CSRF token belongs to one session token and does not contain it', () => {
  const { secret } = newSecret();
  expect(csrfTokenOf(secret)).toBe(csrfTokenOf(secret));
  expect(csrfTokenOf(secret)).not.toBe(csrfTokenOf(newSecret().secret));
  expect(csrfTokenOf(secret)).not.toContain(secret);
});

test('a password is kept as argon2id with 19 MiB and two passes, and verifies in either Unicode form', async () => {
  const hash = await hashPassword('un été à Nîmes');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword(hash, 'un été à Nîmes'.normalize('NFD'))).toBe(true);
  expect(await verifyPassword(hash, 'un ete a Nimes')).toBe(false);
  expect(await verifyPassword(null, 'un été à Nîmes')).toBe(false);
});

test('twelve to 128 characters, whatever they are made of, unless they are well known', () => {
  const code = (password: string): string => {
    try {
      checkPassword(password);
      return 'taken';
    } catch (error) {
      return error instanceof Error ? error.message : 'not an error';
    }
  };
  expect(code('abcdefghijk')).toBe('password-too-short');
  expect(code('🌿'.repeat(11))).toBe('password-too-short');
  expect(code('only lower case')).toBe('taken');
  expect(code(`${'x'.repeat(127)}y`)).toBe('taken');
  expect(code(`${'x'.repeat(128)}y`)).toBe('password-too-long');
  expect(code('Qwertyuiop123')).toBe('password-too-common');
  expect(code('aaaaaaaaaaaa')).toBe('password-too-common');
  expect(code('123412341234')).toBe('password-too-common');
});
