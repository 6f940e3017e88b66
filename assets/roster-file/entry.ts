/** Validates one entry of the file: reports every error and returns the valid part for further checks. */
import type * as z from '../lib/zod';
import type { Diagnostics } from './diagnostics';
import { hintFor } from './hints';
import type { Path } from './source';
import { didYouMean } from './suggest';

/** Returns the valid keys of a mapping: all of them if nothing was reported. */
export function readEntry<T extends z.ZodObject>(
  diagnostics: Diagnostics,
  format: T,
  value: unknown,
  path: Path,
): Partial<z.infer<T>> {
  const result = format.safeParse(value);
  if (result.success) return result.data as Partial<z.infer<T>>;
  for (const issue of result.error.issues) report(diagnostics, issue, value, path);
  if (!isMapping(value)) return {};
  const faulty = new Set(result.error.issues.map((issue) => issue.path[0]));
  const sound = Object.entries(value).filter(([key]) => Object.hasOwn(format.shape, key) && !faulty.has(key));
  // The formats change nothing that they accept, so a key without an issue has the type of its field.
  return Object.fromEntries(sound) as Partial<z.infer<T>>;
}

/** Validates a value that is not a mapping; undefined if it was reported. */
export function readValue<T extends z.ZodType>(
  diagnostics: Diagnostics,
  format: T,
  value: unknown,
  path: Path,
): z.infer<T> | undefined {
  const result = format.safeParse(value);
  if (result.success) return result.data;
  for (const issue of result.error.issues) report(diagnostics, issue, value, path);
  return undefined;
}

/** The entries of an optional list, with their paths. */
export function readList(
  diagnostics: Diagnostics,
  value: unknown,
  path: Path,
  expected: string,
): { value: unknown; path: Path }[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.map((item: unknown, index) => ({ value: item, path: [...path, index] }));
  const hint = isMapping(value) ? '; write each entry with a dash: - { … }' : '';
  diagnostics.error(path, `found ${describeValue(value)}, expected ${expected}${hint}`);
  return [];
}

export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Describes a value briefly, for a message. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a mapping';
  // Somebody has put a key where its digest belongs.
  if (typeof value === 'string' && value.startsWith('rl_')) return 'a key itself (not shown)';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

/** Reports a key that an entry lacks; the path ends with it. */
export function reportMissing(diagnostics: Diagnostics, path: Path, expected: string): void {
  diagnostics.error(path, `${describeValue(path.at(-1))} is missing: expected ${expected}`, 'key');
}

function report(diagnostics: Diagnostics, issue: z.core.$ZodIssue, root: unknown, base: Path): void {
  const inner = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  const path = [...base, ...inner];
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) {
      const hint = didYouMean(key, issue.message.split(', '));
      diagnostics.error(
        [...path, key],
        `found the unknown key ${describeValue(key)}, expected one of ${issue.message}${hint}`,
        'key',
      );
    }
    return;
  }
  const found = inner.reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], root);
  const last = inner.at(-1);
  if (found === undefined && last !== undefined) {
    reportMissing(diagnostics, path, issue.message);
    return;
  }
  const expected = expectsMapping(issue) ? `a mapping with ${issue.message}` : issue.message;
  diagnostics.error(path, `found ${describeValue(found)}, expected ${expected}${hintFor(found, issue)}`);
}

function expectsMapping(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'invalid_type' && issue.expected === 'object';
}
