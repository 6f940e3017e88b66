import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Request } from '../../../assets/api/http/request';

/** A server that takes one kind of answer and keeps what it received, in the form in which a Function sees it. */
export interface Receiver {
  readonly url: string;
  readonly received: { path: string; request: Request }[];
  answer: { status: number; body: string; headers?: Record<string, string> };
  end(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const received: Receiver['received'] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    received.push({ path: request.url ?? '', request: { headers: request.headers, payload: JSON.parse(body) } });
    const { status, headers, body: said } = receiver.answer;
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(said);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // not a pipe
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}`,
    received,
    answer: { status: 200, body: '{"results":[]}' },
    async end() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}
