import { watch } from 'node:fs';
import { join } from 'node:path';

const WATCHED = ['functions', 'assets', 'roster.yaml'];
/** Editors save in several steps, ms. */
const DEBOUNCE_MS = 150;

/** Builds anew when a source changes, and says how that went. @returns what ends the watching. */
export function rebuildOnChange(project: string, build: () => Promise<unknown>): () => void {
  let timer: NodeJS.Timeout | undefined;
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      build().then(
        () => console.log('built anew'),
        (error: unknown) => console.error(`not built: ${error instanceof Error ? error.message : String(error)}`),
      );
    }, DEBOUNCE_MS);
  };
  const watchers = WATCHED.map((path) => watch(join(project, path), { recursive: true }, changed));
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
