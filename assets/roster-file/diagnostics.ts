/** Collects errors and warnings about a file with their positions, sorted by position. */
import type { Path, Position } from './source';

/** An error or a warning about a file. */
export interface Diagnostic {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
  /** Path in the document, for example `shifts[2].from`; empty for the whole. */
  readonly path: string;
  /** The found and expected values, with a suggestion for a misspelled name. */
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
