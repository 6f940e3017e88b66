import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { CertificateAuthority } from './certificates';
import { isTwilioHost } from './target';

/** Tells the host that a connection was opened for by CONNECT; undefined for a connection that was made to us directly. */
export type TunnelHost = (socket: object) => string | undefined;

/**
 * Answers CONNECT for Twilio's hosts on port 443: ends the TLS inside with our own certificate and hands the plain
 * connection to `server`, whose handlers then see the inner requests. Anything else is refused, and no connection is
 * ever opened to the outside.
 */
export function acceptTunnels(server: Server, authority: CertificateAuthority): TunnelHost {
  const hosts = new WeakMap<object, string>();
  server.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A client that goes away is no fault of ours.
    socket.on('error', () => socket.destroy());
    const [, host, port] = /^([^:]+):(\d+)$/.exec(request.url ?? '') ?? [];
    if (host === undefined || port !== '443' || !isTwilioHost(host)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    if (head.length > 0) socket.unshift(head);
    authority.contextFor(host).then(
      (secureContext) => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        const inner = new TLSSocket(socket, { isServer: true, secureContext });
        inner.on('error', () => inner.destroy());
        hosts.set(inner, host);
        server.emit('connection', inner);
      },
      () => socket.destroy(),
    );
  });
  return (socket) => hosts.get(socket);
}
