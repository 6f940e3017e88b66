import type { IncomingMessage, Server } from 'node:http';
import { connect } from 'node:net';
import { type Duplex, pipeline } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { CertificateAuthority } from './certificates';
import { isServedHost } from './target';

/** Tells the host that a connection was opened for by CONNECT; undefined for a connection that was made to us directly. */
export type TunnelHost = (socket: object) => string | undefined;

/** Domains of deployments: https://www.twilio.com/docs/serverless/api/resource/environment */
const DEPLOYMENT = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.twil\.io$/i;

/**
 * Answers CONNECT for Twilio's hosts on port 443: ends the TLS inside with our own certificate and hands the plain
 * connection to `server`, whose handlers then see the inner requests. Domains of deployments are led to the port of what
 * runs them, if there is one. Anything else is refused, and no connection is ever opened to the outside.
 */
export function acceptTunnels(
  server: Server,
  authority: CertificateAuthority,
  runnerPort: (domain: string) => number | undefined,
): TunnelHost {
  const hosts = new WeakMap<object, string>();
  server.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A client that disconnects is not an error.
    socket.on('error', () => socket.destroy());
    const [, host, port] = /^([^:]+):(\d+)$/.exec(request.url ?? '') ?? [];
    const runner = host !== undefined && DEPLOYMENT.test(host) ? runnerPort(host) : undefined;
    if (host === undefined || port !== '443' || !(isServedHost(host) || runner !== undefined)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    if (head.length > 0) socket.unshift(head);
    authority.contextFor(host).then(
      (secureContext) => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        const inner = new TLSSocket(socket, { isServer: true, secureContext });
        inner.on('error', () => inner.destroy());
        if (runner !== undefined) {
          const upstream = connect(runner, '127.0.0.1');
          // Either end closes the other; it does not matter which one failed.
          pipeline(inner, upstream, inner, () => undefined);
          return;
        }
        hosts.set(inner, host);
        server.emit('connection', inner);
      },
      () => socket.destroy(),
    );
  });
  return (socket) => hosts.get(socket);
}
