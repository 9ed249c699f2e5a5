import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createOutboxMailer } from '../../../infra/mail/outbox-mailer';
import { createSmtpMailer } from '../../../infra/mail/smtp-mailer';

const MAIL = {
  to: 'agent@example.test',
  subject: 'Votre coffre-fort',
  text: 'Un document vous attend : été.',
};
const clock = { now: () => new Date('2026-01-02T03:04:05Z') };

describe('the outbox', () => {
  let folder: string;
  beforeEach(async () => {
    folder = path.join(await mkdtemp(path.join(tmpdir(), 'coffre-test-mail-')), 'outbox');
  });
  afterEach(() => rm(path.dirname(folder), { recursive: true, force: true }));

  it('keeps each mail whole, in order, for its owner alone', async () => {
    const mailer = createOutboxMailer(folder, clock);
    await mailer.send(MAIL);
    await mailer.send({ ...MAIL, subject: 'second' });
    const names = (await readdir(folder)).sort();
    const mails = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
    expect(mails[0]).toBe(
      [
        'Date: Fri, 02 Jan 2026 03:04:05 +0000',
        'To: agent@example.test',
        'Subject: Votre coffre-fort',
        'MIME-Version: 1.0',
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: 8bit',
        '',
        'Un document vous attend : été.',
        '',
      ].join('\n'),
    );
    expect(mails[1]).toContain('Subject: second');
    expect((await stat(path.join(folder, names[0] ?? ''))).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  it.each([
    { ...MAIL, subject: 'a\r\nBcc: b@example.test' },
    { ...MAIL, to: 'a@example.test\nBcc: b@example.test' },
  ])('refuses a header that would begin another', async (mail) => {
    await expect(createOutboxMailer(folder, clock).send(mail)).rejects.toMatchObject({
      code: 'mail-refused',
    });
    await expect(readdir(folder)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

/** A server that speaks as much SMTP as one mail needs (RFC 5321). */
async function serveSmtp(answerToRecipient: string, extensions: readonly string[] = []) {
  const received: string[] = [];
  const server: Server = createServer((socket) => {
    socket.write('220 test\r\n');
    let inData = false;
    createInterface({ input: socket }).on('line', (line) => {
      received.push(line);
      if (inData) {
        if (line === '.') {
          inData = false;
          socket.write('250 taken\r\n');
        }
        return;
      }
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'EHLO') {
        socket.write(
          [...extensions, 'SMTPUTF8']
            .map((name, i, all) => `250${i === all.length - 1 ? ' ' : '-'}${name}\r\n`)
            .join(''),
        );
      } else if (verb === 'RCPT') socket.write(`${answerToRecipient}\r\n`);
      else if (verb === 'DATA') {
        inData = true;
        socket.write('354 go on\r\n');
      } else if (verb === 'QUIT') socket.end('221 bye\r\n');
      else socket.write('250 ok\r\n');
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  const { port } = server.address() as AddressInfo;
  return { port, received, close: () => new Promise((resolve) => server.close(resolve)) };
}

describe('SMTP', () => {
  it('hands the mail to the server, from the configured address', async () => {
    const server = await serveSmtp('250 ok');
    await createSmtpMailer(`smtp://127.0.0.1:${server.port}`, 'coffre@example.test').send(MAIL);
    await server.close();
    expect(server.received).toContain('MAIL FROM:<coffre@example.test>');
    expect(server.received).toContain('RCPT TO:<agent@example.test>');
    expect(server.received).toContain('Subject: Votre coffre-fort');
  });

  it.each([
    ['550 no such user', 'mail-refused'],
    ['450 mailbox busy', 'mail-unavailable'],
  ])('tells a final refusal from one for now: %s', async (answer, code) => {
    const server = await serveSmtp(answer);
    const mailer = createSmtpMailer(`smtp://127.0.0.1:${server.port}`, 'coffre@example.test');
    await expect(mailer.send(MAIL)).rejects.toMatchObject({ code });
    await server.close();
  });

  it('is unavailable where nobody listens', async () => {
    const server = await serveSmtp('250 ok');
    await server.close();
    const mailer = createSmtpMailer(`smtp://127.0.0.1:${server.port}`, 'coffre@example.test');
    await expect(mailer.send(MAIL)).rejects.toMatchObject({ code: 'mail-unavailable' });
  });

  it('sends nothing in clear to a server that is not this machine', async () => {
    const server = await serveSmtp('250 ok');
    // Another name of the loopback: to the mailer a foreign server.
    const mailer = createSmtpMailer(`smtp://127.0.0.2:${server.port}`, 'coffre@example.test');
    await expect(mailer.send(MAIL)).rejects.toMatchObject({ code: 'mail-unavailable' });
    await server.close();
    expect(server.received.some((line) => line.startsWith('RCPT'))).toBe(false);
  });
});
