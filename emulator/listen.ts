import type { Server } from 'node:net';

/** Starts a server on 127.0.0.1. @param port 0 for any free one. @returns the port. @throws the error of a port that is taken. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
