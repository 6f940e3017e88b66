import type { Emulator } from '../emulator';
import type { Deployed } from '../serverless/deployed';
import type { LiveDeployment } from './gateway';
import { createPool } from './pool';
import { startProcess } from './process';
import { type Unpacked, unpack } from './unpack';

interface LiveDeploymentOptions {
  readonly twilio: Pick<Emulator, 'deployed' | 'env'>;
  /** The folder below which the packages of the build's list are installed. */
  readonly project: string;
  readonly nodePath: string;
  /** How long an execution may take, ms. */
  readonly limitMs: number;
  readonly queueTimeoutMs?: number;
  readonly output: (text: string) => void;
}

/** Follows the local Twilio's newest deployment. */
export interface LiveDeployments {
  /** Resolves to the newest deployment, ready to run; undefined before the first one. Retries a deployment that failed to unpack. */
  current(): Promise<LiveDeployment | undefined>;
  close(): Promise<void>;
}

export function createLiveDeployments(options: LiveDeploymentOptions): LiveDeployments {
  const { twilio, project, nodePath, limitMs, queueTimeoutMs, output } = options;
  const unpacked: Unpacked[] = [];
  let current: { readonly sid: string; readonly live: Promise<LiveDeployment> } | undefined;

  async function load(deployed: Deployed): Promise<LiveDeployment> {
    const files = await unpack(deployed.deployment.build, project);
    unpacked.push(files);
    for (const text of publicFileWarnings(deployed)) output(text);
    const settings = { unpacked: files, nodePath, env: processEnvironment(twilio.env), limitMs, output };
    return { deployed, pool: createPool(() => startProcess(settings), output, queueTimeoutMs), fileOf: files.fileOf };
  }

  return {
    async current() {
      const deployed = twilio.deployed();
      if (!deployed) return undefined;
      const { sid } = deployed.deployment;
      if (current?.sid !== sid) {
        const old = current;
        current = { sid, live: load(deployed) };
        void old?.live.then(({ pool }) => pool.close()).catch(() => undefined);
      }
      try {
        return await current.live;
      } catch (error) {
        current = undefined;
        throw error;
      }
    },
    async close() {
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

/** Warns of public files that were probably not meant to be public. */
function publicFileWarnings({ deployment: { build } }: Deployed): string[] {
  return build.assetVersions
    .filter(({ visibility, path }) => visibility === 'public' && /\.map$|\.[cm]?tsx?$|(?:^|\/)\.[^/]+$/.test(path))
    .map(({ path }) => `warn ${path} is a public Asset: anyone can read it`);
}
