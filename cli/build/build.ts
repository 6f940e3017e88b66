import { readFile } from 'node:fs/promises';
import { readRoster } from '../roster/read';
import { bundle } from './bundle';
import { type Inventory, takeInventory, violations } from './limits';
import { platformFaults } from './platform';

/** A project that cannot be deployed, with every reason, one line each. */
export class BuildRefused extends Error {
  constructor(readonly reasons: readonly string[]) {
    super(reasons.join('\n'));
  }
}

/** Checks the roster and what the platform takes, bundles the project, checks the result. @throws BuildRefused */
export async function build(project: string, folder: string, rosterFile: string): Promise<Inventory> {
  const read = readRoster(await readFile(rosterFile, 'utf8'), rosterFile);
  const faults = platformFaults(project);
  if ('faults' in read) {
    const ofRoster = read.faults.map(
      ({ file, line, column, path, message }) => `${file}:${line}:${column} ${path}: ${message}`,
    );
    throw new BuildRefused([...ofRoster, ...faults]);
  }
  if (faults.length > 0) throw new BuildRefused(faults);
  const bundled = await bundle(project, folder, read.roster);
  const inventory = await takeInventory(folder);
  const reasons = [...bundled.reasons, ...violations(inventory, bundled)];
  if (reasons.length > 0) throw new BuildRefused(reasons);
  return inventory;
}
