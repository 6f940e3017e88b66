import { createServer } from 'node:http';
import type { Answer } from '../../assets/api/http/answer';
import { listen } from '../../emulator/listen';
import { readBody } from '../../emulator/runner/read-body';
import type { Arrival } from './delivery';

/** A server on the loopback address. */
export interface Listener {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** Ends every connection, and frees the port. */
  close(): Promise<void>;
}

/** Answers every request on this port of 127.0.0.1. @throws the error of a port that is taken. */
export async function startListener(port: number, answerTo: (arrival: Arrival) => Promise<Answer>): Promise<Listener> {
  const server = createServer(async (request, response) => {
    try {
      const body = await readBody(request);
      const { method = '', url = '/', rawHeaders } = request;
      const answer = body ? await answerTo({ method, url, rawHeaders, body }) : TOO_LARGE;
      response.writeHead(answer.status, answer.headers).end(JSON.stringify(answer.body));
    } catch {
      response.destroy(); // the connection broke, or the listener is closing
    }
  });
  const opened = await listen(server, port);
  return {
    url: `http://127.0.0.1:${opened}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

const TOO_LARGE: Answer = { status: 413, headers: {}, body: { detail: 'The body is too large' } };
