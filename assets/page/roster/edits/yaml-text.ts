/**
 * Edits a YAML text in place: what is not edited stays as it is written, with its comments, blanks and style. Each edit is a cut of the text, found
 * by the places of the parsed values.
 */
import { type Document, isMap, isScalar, isSeq, type Pair, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';
import { t } from '../../i18n/translate';

/** Why a text cannot be edited here; for the person who wants to. */
export class EditRefused extends Error {}

/** Replaces `[from, to)` by `insert`. */
export interface Cut {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

export interface YamlText {
  readonly text: string;
  readonly document: Document.Parsed;
  /** The file's line break. */
  readonly newline: string;
}

/** @throws EditRefused if it is no YAML, or no mapping */
export function parseText(text: string): YamlText & { readonly root: YAMLMap } {
  const document = parseDocument(text, { version: '1.2', schema: 'core', keepSourceTokens: true, uniqueKeys: false });
  const { contents } = document;
  if (document.errors.length > 0 || !isMap(contents)) throw new EditRefused(t('roster-edits.correct-first'));
  return { text, document, newline: text.includes('\r\n') ? '\r\n' : '\n', root: contents };
}

/** Makes the cuts; none of them may overlap. */
export function cutText(text: string, cuts: readonly Cut[]): string {
  const sorted = [...cuts].sort((a, b) => b.from - a.from || b.to - a.to);
  return sorted.reduce((cut, { from, to, insert }) => cut.slice(0, from) + insert + cut.slice(to), text);
}

/** The pair of a key. */
export function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && textOf(pair.key) === key);
}

/** The text of a scalar, as the roster's reader has it; undefined for anything else. */
export function textOf(node: unknown): string | undefined {
  if (!isScalar(node) || node.value === null) return undefined;
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
}

/** The value of a key as a list; undefined if there is none or it is empty. @throws EditRefused if it is something else */
export function listAt(map: YAMLMap, key: string): YAMLSeq | undefined {
  const value = pairOf(map, key)?.value;
  if (isSeq(value)) return value;
  if (isEmpty(value)) return undefined;
  throw unusual(key);
}

export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (isScalar(value) && value.value === null);
}

/** @param what a key of the text, or what it is in the page's language */
export function unusual(what: string): EditRefused {
  return new EditRefused(t('roster-edits.unusual', { what }));
}

/** A plain scalar where that reads as the same text everywhere, also between brackets; else in quotes. */
export function scalar(value: string): string {
  const isPlain = /^[\p{L}\p{N}_+][\p{L}\p{N}_@.+:/-]*$/u.test(value) && !/:$/.test(value);
  return isPlain && !/^null$/i.test(value) ? value : JSON.stringify(value);
}

/** `{ who: ana, from: 2026-12-01 }`; the values are YAML already. */
export function flowMap(entries: readonly (readonly [key: string, yaml: string | undefined])[]): string {
  const written = entries.filter(([, yaml]) => yaml !== undefined).map(([key, yaml]) => `${key}: ${yaml}`);
  return `{ ${written.join(', ')} }`;
}

export function flowSeq(items: readonly string[]): string {
  return `[${items.join(', ')}]`;
}
