import { readFile } from 'node:fs/promises';
import { readRosterWithHolidays } from '../../assets/roster-file/read-with-holidays';
import { bundle } from './bundle';
import { type Inventory, readInventory, violations } from './limits';
import { platformErrors } from './platform';

/** Thrown for a project that cannot be deployed, with every reason on a line of its own. */
export class BuildError extends Error {
  constructor(readonly reasons: readonly string[]) {
    super(reasons.join('\n'));
  }
}

/** Checks the roster and what the platform takes, bundles the project, checks the result. @throws BuildRefused */
export async function build(project: string, folder: string, rosterFile: string): Promise<Inventory> {
  const text = await readFile(rosterFile, 'utf8');
  const read = await readRosterWithHolidays(text, rosterFile, Date.now());
  const errors = platformErrors(project);
  if ('errors' in read) {
    const ofRoster = read.errors.map(
      ({ file, line, column, path, message }) => `${file}:${line}:${column} ${path}: ${message}`,
    );
    throw new BuildError([...ofRoster, ...errors]);
  }
  if (errors.length > 0) throw new BuildError(errors);
  const bundled = await bundle(project, folder, { text, roster: read.roster });
  const inventory = await readInventory(folder);
  const reasons = [...bundled.reasons, ...violations(inventory, bundled)];
  if (reasons.length > 0) throw new BuildError(reasons);
  return inventory;
}
