/** Where everything that reads the file leaves its findings: with positions, all at once, sorted as they stand in the file. */
import type { Path, Position } from './source';

/** Something wrong in a file. */
export interface Diagnostic {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
  /** Where in the document, for example `shifts[2].from`; empty for the whole. */
  readonly path: string;
  /** What was found, what was expected, and a suggestion if a name is nearly right. */
  readonly message: string;
}

export interface Diagnostics {
  /** `on: 'key'` points at the key itself and not at its value. */
  error(path: Path, message: string, on?: 'key' | 'value'): void;
  warn(path: Path, message: string, on?: 'key' | 'value'): void;
  errors(): Diagnostic[];
  warnings(): Diagnostic[];
}

export type Locate = (path: Path, on?: 'key' | 'value') => Position;

export function createDiagnostics(file: string, locate: Locate): Diagnostics {
  const errors: Diagnostic[] = [];
  const warnings: Diagnostic[] = [];
  const adder = (list: Diagnostic[]) => (path: Path, message: string, on?: 'key' | 'value') => {
    list.push({ file, ...locate(path, on), path: printPath(path), message });
  };
  return {
    error: adder(errors),
    warn: adder(warnings),
    errors: () => sortByPosition(errors),
    warnings: () => sortByPosition(warnings),
  };
}

/** `['shifts', 2, 'from']` → `shifts[2].from`. */
export function printPath(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    const name = /^[\p{L}\p{N}_-]+$/u.test(step) ? step : JSON.stringify(step);
    return text === '' ? name : `${text}.${name}`;
  }, '');
}

export function sortByPosition(errors: readonly Diagnostic[]): Diagnostic[] {
  return [...errors].sort((a, b) => a.line - b.line || a.column - b.column);
}
