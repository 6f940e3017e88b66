import { createServer, type ServerResponse } from 'node:http';
import type { Emulator } from '../emulator';
import type { Deployed } from '../serverless/deployed';
import { handleRequest, type LiveDeployment } from './gateway';
import type { Reply } from './messages';
import { createPool } from './pool';
import { startProcess } from './process';
import { type Unpacked, unpack } from './unpack';

export interface RunnerOptions {
  /** 0 is any free port. */
  readonly port: number;
  /** The local Twilio: what was deployed to it last is served, and the Functions reach it as Twilio. */
  readonly twilio: Pick<Emulator, 'deployed' | 'env' | 'authToken'>;
  /** The folder below which the packages of the build's list are installed. */
  readonly project: string;
  /** The Node that runs the Functions: by default `CLOUD_NODE` of our environment, or else our own. The cloud has 22. */
  readonly nodePath?: string;
  /** How long an execution may take, ms: by default the cloud's 10 s. */
  readonly limitMs?: number;
}

/** Functions and Assets that are being served as the cloud would. */
export interface Runner {
  readonly url: string;
  /** Sends what the Functions print to the terminal from now on, after what they have printed so far. */
  showOutput(): void;
  /** What was printed so far, and not shown. */
  output(): string;
  /** As for other servers; this one does not end by itself. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

const LIMIT_MS = 10_000;

/** Serves on 127.0.0.1 what was deployed; a new deployment is picked up with the next request. */
export async function startRunner({ port, twilio, project, nodePath, limitMs }: RunnerOptions): Promise<Runner> {
  const kept: string[] = [];
  let show = (text: string): void => {
    kept.push(text);
  };
  const output = (text: string) => show(text.endsWith('\n') ? text : `${text}\n`);
  const unpacked: Unpacked[] = [];
  let current: { readonly sid: string; readonly live: Promise<LiveDeployment> } | undefined;
  let url = '';

  async function takeUp(deployed: Deployed): Promise<LiveDeployment> {
    const { build } = deployed.deployment;
    const files = await unpack(build, project);
    unpacked.push(files);
    for (const text of publicFileWarnings(deployed)) output(text);
    const settings = {
      nodePath: nodePath || process.env.CLOUD_NODE || process.execPath,
      env: processEnvironment(twilio.env),
      limitMs: limitMs ?? LIMIT_MS,
    };
    const pool = createPool(() => startProcess({ unpacked: files, output, ...settings }), output);
    return { deployed, pool, fileOf: files.fileOf };
  }

  /** What is live; a deployment that cannot be run is tried again with the next request. */
  async function live(): Promise<LiveDeployment | undefined> {
    const deployed = twilio.deployed();
    if (!deployed) return undefined;
    const { sid } = deployed.deployment;
    if (current?.sid !== sid) {
      const old = current;
      current = { sid, live: takeUp(deployed) };
      void old?.live.then(({ pool }) => pool.close()).catch(() => undefined);
    }
    try {
      return await current.live;
    } catch (error) {
      current = undefined;
      throw error;
    }
  }

  const options = {
    url: () => url,
    authToken: twilio.authToken,
    print: (path: string, line: { level: string; message: string }) =>
      output(line.level === 'info' ? line.message : `${line.level} ${path}: ${line.message}`),
  };
  const server = createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
    live()
      .then((found) => handleRequest(request, found, options))
      .catch((error: unknown): Reply => {
        const message = error instanceof Error ? error.message : String(error);
        output(message);
        return { statusCode: 500, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: `${message}\n` };
      })
      .then((reply) => send(response, reply, request.method === 'HEAD'));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`;

  return {
    url,
    output: () => kept.join(''),
    showOutput() {
      show = (text) => {
        process.stdout.write(text);
      };
      process.stdout.write(kept.splice(0).join(''));
    },
    ended: new Promise(() => undefined),
    async close() {
      server.close();
      server.closeAllConnections();
      await current?.live.then(({ pool }) => pool.close()).catch(() => undefined);
      await Promise.all(unpacked.map((files) => files.remove()));
    },
  };
}

/** The environment of a process for Functions. Variables of a Function are in its context only (assumed). */
function processEnvironment(env: Emulator['env']): Record<string, string> {
  const { PATH = '', SystemRoot, TMPDIR } = process.env;
  return { PATH, TZ: 'UTC', LANG: 'en_US.UTF-8', ...(SystemRoot && { SystemRoot }), ...(TMPDIR && { TMPDIR }), ...env };
}

/** Public files that are hardly meant for everybody. */
function publicFileWarnings({ deployment: { build } }: Deployed): string[] {
  return build.assetVersions
    .filter(({ visibility, path }) => visibility === 'public' && /\.map$|\.[cm]?tsx?$|(?:^|\/)\.[^/]+$/.test(path))
    .map(({ path }) => `warn ${path} is a public Asset: everybody can read it`);
}

function send(response: ServerResponse, { statusCode, headers, body }: Reply, isHead: boolean): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (statusCode !== 304 && statusCode !== 204) response.setHeader('Content-Length', Buffer.byteLength(body));
  response.writeHead(statusCode);
  response.end(isHead || statusCode === 304 ? undefined : body);
}
