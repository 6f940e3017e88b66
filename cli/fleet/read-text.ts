import { readFileSync } from 'node:fs';

/** Reads a file. @throws Error that names it, in words for people */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${file} could not be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
