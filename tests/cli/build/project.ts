import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BuildError, build } from '../../../cli/build/build';
import type { Inventory } from '../../../cli/build/limits';

const ROSTER = `
version: 1
zone: UTC
people:
  ana: { identity: ana@example.com }
`;

const MANIFEST = JSON.stringify({ dependencies: { '@twilio/runtime-handler': '2.0.1' } });

/** A project in a temporary folder. */
export interface Project {
  readonly folder: string;
  /** The output folder of its build. */
  readonly output: string;
  build(): Promise<Inventory>;
  /** The reasons for which its build is refused; none if it is not. */
  refusal(): Promise<readonly string[]>;
  remove(): void;
}

/** @param files path in the project → content. `roster.yaml` and `package.json` need not be given. */
export function projectOf(files: Readonly<Record<string, string>>): Project {
  const folder = mkdtempSync(join(tmpdir(), 'rosterline-build-'));
  for (const [path, content] of Object.entries({ 'roster.yaml': ROSTER, 'package.json': MANIFEST, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  for (const name of ['functions', 'assets']) mkdirSync(join(folder, name), { recursive: true });
  const output = join(folder, '.twilioserverless');
  const project: Project = {
    folder,
    output,
    build: () => build(folder, output, join(folder, 'roster.yaml')),
    async refusal() {
      try {
        await project.build();
        return [];
      } catch (error) {
        if (error instanceof BuildError) return error.reasons.map((reason) => reason.replaceAll(`${folder}/`, ''));
        throw error;
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  return project;
}
