import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { Emulator } from '../emulator';
import { listen } from '../listen';
import { type GatewayOptions, handleRequest } from './gateway';
import { createLiveDeployments, type LiveDeployments } from './live-deployment';
import type { Reply } from './messages';
import { createOutput } from './output';

export interface RunnerOptions {
  /** 0 is any free port. */
  readonly port: number;
  /** The local Twilio: what was deployed to it last is served, the Functions reach it as Twilio, and it reaches them. */
  readonly twilio: Pick<Emulator, 'deployed' | 'env' | 'authToken' | 'functionsAt'>;
  /** The folder below which the packages of the build's list are installed. */
  readonly project: string;
  /** The Node that runs the Functions: by default `CLOUD_NODE` of our environment, or else our own. The cloud has 22. */
  readonly nodePath?: string;
  /** How long an execution may take, ms: by default the cloud's 10 s. */
  readonly limitMs?: number;
  /** How long a call waits for a place among the executions, ms: by default 10 s. */
  readonly queueTimeoutMs?: number;
}

/** A server of Functions and Assets that behaves like the cloud. */
export interface Runner {
  readonly url: string;
  /** Prints the buffered output to the terminal, and all output from now on. */
  showOutput(): void;
  /** The output so far that was not shown. */
  output(): string;
  /** Never resolves: this server ends only when it is closed. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

const LIMIT_MS = 10_000;

/** Serves the newest deployment on 127.0.0.1; a new one is picked up by the next request. */
export async function startRunner(options: RunnerOptions): Promise<Runner> {
  const { port, twilio, project, nodePath, limitMs, queueTimeoutMs } = options;
  const output = createOutput();
  const deployments = createLiveDeployments({
    twilio,
    project,
    nodePath: nodePath || process.env.CLOUD_NODE || process.execPath,
    limitMs: limitMs ?? LIMIT_MS,
    ...(queueTimeoutMs !== undefined && { queueTimeoutMs }),
    output: output.write,
  });
  let url = '';
  const gateway: GatewayOptions = {
    url: () => url,
    authToken: twilio.authToken,
    print: (path, line) =>
      output.write(line.level === 'info' ? line.message : `${line.level} ${path}: ${line.message}`),
  };
  const server = createServer({ keepAliveTimeout: 120_000 }, listener(deployments, gateway, output.write));
  url = `http://127.0.0.1:${await listen(server, port)}`;
  twilio.functionsAt(url);

  return {
    url,
    output: output.buffered,
    showOutput: output.show,
    ended: new Promise(() => undefined),
    async close() {
      server.close();
      server.closeAllConnections();
      await deployments.close();
    },
  };
}

/** Answers 500 with the reason when a deployment cannot be run. */
function listener(
  deployments: LiveDeployments,
  options: GatewayOptions,
  write: (text: string) => void,
): RequestListener {
  return (request, response) => {
    deployments
      .current()
      .then((live) => handleRequest(request, live, options))
      .catch((error: unknown): Reply => {
        const message = error instanceof Error ? error.message : String(error);
        write(message);
        return { statusCode: 500, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: `${message}\n` };
      })
      .then((reply) => send(response, reply, request.method === 'HEAD'));
  };
}

function send(response: ServerResponse, { statusCode, headers, body }: Reply, isHead: boolean): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (statusCode !== 304 && statusCode !== 204) response.setHeader('Content-Length', Buffer.byteLength(body));
  response.writeHead(statusCode);
  response.end(isHead || statusCode === 304 ? undefined : body);
}
