/** A folder of its own for each deployment: Twilio's tool notes in its working directory where it deployed to. */
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the tool reads besides the build: the name and the dependencies, and the runtime and where the build is. */
const FILES = ['package.json', '.twilioserverlessrc'];

/** The tool takes a folder for a project by this; what it deploys is where its configuration says. */
const SIGN = 'functions';

/** Calls `work` with a new folder that has what a deployment needs besides its build, and removes it afterwards. */
export async function inWorkspace<T>(project: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'rosterline-fleet-'));
  try {
    for (const file of FILES) await cp(join(project, file), join(folder, file));
    await mkdir(join(folder, SIGN));
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
