import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { EXTENSIONS, toPem } from '../../infra/local/pki/certificates';
import { createAuthority } from '../../infra/local/pki/create-pki';
import { der, octetString, oid, sequence } from '../../infra/local/pki/der';

/** The name that its certificate is for; no name server knows it. */
export const RECEIVER = 'paie.example';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

type Answering = (request: Received, response: ServerResponse) => void;

export interface Receiver {
  readonly port: number;
  /** Of the authority that its certificate is from. */
  readonly ca: string;
  /** Requests that came whole, the oldest first. */
  readonly received: Received[];
  /** Connections that were made, whatever came of them. */
  connections(): number;
  /** How requests are answered from now on. */
  answer(by: Answering): void;
  close(): Promise<void>;
}

/** A payroll system's HTTPS server on loopback, with a certificate for {@link RECEIVER} and 127.0.0.1. */
export async function startReceiver({ tls = true } = {}): Promise<Receiver> {
  const authority = createAuthority('p256', new Date(), {
    ca: { commonName: 'Autorité de test', organization: 'Test' },
    subject: { commonName: RECEIVER, organization: 'Test' },
    extensions: [EXTENSIONS.endEntity(), EXTENSIONS.signs(), subjectAltNames()],
  });
  const received: Received[] = [];
  let connections = 0;
  let answer: Answering = (_request, response) => void response.writeHead(204).end();
  const listener = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = '', url = '', headers } = request;
    const whole = { method, path: url, headers, body: Buffer.concat(chunks).toString('utf8') };
    received.push(whole);
    answer(whole, response);
  };
  const server = tls
    ? https.createServer(
        {
          key: authority.privateKey.export({ type: 'pkcs8', format: 'pem' }),
          cert: toPem(authority.certificate),
        },
        listener,
      )
    : http.createServer(listener);
  server.on('connection', () => {
    connections += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    ca: toPem(authority.ca.certificate),
    received,
    connections: () => connections,
    answer: (by) => {
      answer = by;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** RFC 5280, 4.2.1.6. */
function subjectAltNames(): Buffer {
  const names = sequence(der(0x82, Buffer.from(RECEIVER, 'latin1')), der(0x87, Buffer.of(127, 0, 0, 1)));
  return sequence(oid('2.5.29.17'), octetString(names));
}
