/** Three variants of a function, each ready to start in a process of its own. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRosterWithHolidays } from '../../assets/roster-file/read-with-holidays';
import { build } from '../../cli/build/build';
import { type Emulator, startEmulator } from '../../emulator/emulator';
import type { EnvVariables } from '../../emulator/environment';
import { deploy } from '../../emulator/runner/deploy';
import { type FunctionProcess, startProcess } from '../../emulator/runner/process';
import { unpack } from '../../emulator/runner/unpack';
import { compileFileByFile } from './file-by-file';

const PROJECT = join(__dirname, '../..');
const LIMIT_MS = 10_000;

/** The least that a function can be: the runtime has loaded the SDK in any case. */
const ONLY_TWILIO = `require('twilio');
exports.handler = (context, event, callback) => callback(null, { answered: true });
`;

export interface StartVariant {
  /** A process as the cloud starts it: the SDK loaded, nothing of the function yet. */
  start(): Promise<FunctionProcess>;
  /** The file of an address. */
  fileOf(address: string): string;
}

export interface StartVariants {
  readonly rosterline: StartVariant;
  readonly onlyTwilio: StartVariant;
  readonly fileByFile: StartVariant;
  readonly twilio: Emulator;
  /** A function's context without PATH. */
  context(): Readonly<Record<string, string>>;
  end(): Promise<void>;
}

/** @param yaml the roster. */
export async function prepareVariants(yaml: string, environment: EnvVariables): Promise<StartVariants> {
  const folder = mkdtempSync(join(tmpdir(), 'rosterline-cold-'));
  const [rosterFile, built] = [join(folder, 'roster.yaml'), join(folder, 'built')];
  writeFileSync(rosterFile, yaml);
  await build(PROJECT, built, rosterFile);
  writeFileSync(join(built, 'functions/only-twilio.js'), ONLY_TWILIO);
  const { ACCOUNT_SID: accountSid = '', AUTH_TOKEN: authToken = '' } = environment;
  const twilio = await startEmulator({ port: 0, accountSid, authToken, caFolder: folder });
  await deploy({ project: PROJECT, built, environment, twilio });
  const deployed = twilio.deployed();
  const read = await readRosterWithHolidays(yaml, rosterFile, Date.now());
  if (!deployed || 'errors' in read) throw new Error('nothing was deployed');

  const { build: what } = deployed.deployment;
  const unpacked = await unpack(what, PROJECT);
  const compiled = await compileFileByFile(PROJECT, read.roster);
  const { PATH = '' } = process.env;
  const env = { PATH, TZ: 'UTC', ...twilio.env };
  const output = (text: string) => process.stderr.write(text);
  const start = (files: typeof unpacked) => () =>
    startProcess({ unpacked: files, nodePath: process.execPath, env, limitMs: LIMIT_MS, output });
  const fileOf = (address: string) => {
    const version = what.functionVersions.find(({ path }) => path === address);
    if (!version) throw new Error(`${address} was not deployed`);
    return unpacked.fileOf(version);
  };
  return {
    rosterline: { start: start(unpacked), fileOf },
    onlyTwilio: { start: start(unpacked), fileOf: () => fileOf('/only-twilio') },
    fileByFile: {
      start: start({ ...unpacked, task: compiled.task, manifest: compiled.manifest }),
      fileOf: compiled.fileOf,
    },
    twilio,
    context: deployed.context,
    async end() {
      await twilio.close();
      await Promise.all([unpacked.remove(), compiled.remove()]);
      rmSync(folder, { recursive: true });
    },
  };
}
