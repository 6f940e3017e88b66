import { watch } from 'node:fs';
import { join } from 'node:path';

const WATCHED = ['functions', 'assets', 'roster.yaml'];
/** Editors save in several steps, so wait this long, ms. */
const DEBOUNCE_MS = 150;

/** Rebuilds when a source changes and logs the result. @returns a function that stops watching. */
export function rebuildOnChange(project: string, build: () => Promise<unknown>): () => void {
  let timer: NodeJS.Timeout | undefined;
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      build().then(
        () => console.log('rebuilt'),
        (error: unknown) => console.error(`build failed: ${error instanceof Error ? error.message : String(error)}`),
      );
    }, DEBOUNCE_MS);
  };
  const watchers = WATCHED.map((path) => watch(join(project, path), { recursive: true }, changed));
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
