/** YAML text → plain values, with the place of each in the text. Never throws, whatever the text. */
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  type Pair,
  Parser,
  parseDocument,
  type Scalar,
} from 'yaml';

import { isMergeKey, MERGE_KEY, mergedPairs } from './merge-keys';

export type Path = readonly (string | number)[];

/** From 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

interface SourceProblem {
  readonly position: Position;
  readonly path: Path;
  readonly message: string;
  /**
   * Whether the other values can be checked all the same. `beside`: with the value at the path, too; `instead`: there is none
   * at the path. Absent: nothing can be checked.
   */
  readonly stands?: 'beside' | 'instead';
}

export interface Source {
  /** Mappings (without a prototype), lists, strings, numbers, booleans, null. */
  readonly value: unknown;
  readonly problems: readonly SourceProblem[];
  /** The position of a value or its key; for a missing one, the nearest position above it. */
  locate(path: Path, on?: 'key' | 'value'): Position;
}

/** Rosters of 10,000 people have about 200,000 values; aliases that multiply to more than this are a bomb. */
const MAX_NODES = 500_000;
const MAX_CHARACTERS = 32 * 1024 * 1024;
const MAX_DEPTH = 20;
const MAX_TOKEN_DEPTH = 100;

/**
 * The few values that are numbers or truth values. Everything else is text just as it is written, so that 07:00,
 * 2026-01-05, +34600000000 and 00123 need no quotes and lose nothing.
 */
const TYPED = [
  /^version$/,
  /^coverage\/\d+\/min$/,
  /^overrides\/\d+\/available$/,
  /^routing\/\d+\/sticky$/,
  /^notify\/(changes|handover)$/,
];

type Positions = Map<string, { readonly key?: number; readonly value: number }>;

export function readSource(text: string): Source {
  if (text.length > MAX_CHARACTERS)
    return unreadable(`found ${text.length} characters, expected at most ${MAX_CHARACTERS}`);
  if (isTooDeep(text)) return unreadable('found values nested too deeply');
  try {
    return parseSource(text);
  } catch (error) {
    return unreadable(`not valid YAML: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parseSource(text: string): Source {
  const lines = new LineCounter();
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    lineCounter: lines,
    prettyErrors: false,
    // Our own walk finds duplicates, at a better position and without comparing every key with every other.
    uniqueKeys: false,
  });
  const problems: SourceProblem[] = [];
  const reported = new Set<number>();
  for (const { code, pos, message } of [...document.errors, ...document.warnings]) {
    // Report everything left open at the end of the text once, not once for each bracket.
    if (reported.has(pos[0])) continue;
    reported.add(pos[0]);
    problems.push({ position: at(pos[0]), path: [], message: messageFor(code, message) });
  }
  const places: Positions = new Map();
  const problem: Walk['problem'] = (offset, path, message, stands) => {
    problems.push({ position: at(offset), path, message, ...(stands && { stands }) });
  };
  const walk = { document, places, problem, nodes: 0, overflown: false };
  const value =
    problems.length > 0 || document.contents === null ? undefined : readNode(walk, document.contents, [], 0);
  return { value, problems, locate: (path, on) => at(nearestOffset(places, path, on)) };
}

/** A text without values, and the reason. */
function unreadable(message: string): Source {
  const start = { line: 1, column: 1 };
  return { value: undefined, problems: [{ position: start, path: [], message }], locate: () => start };
}

/**
 * Whether brackets and dashes open further than any roster needs. The library composes values by recursion, and V8 ends the
 * whole process if the stack runs out in the wrong place; its parser of single tokens keeps a stack of its own.
 */
function isTooDeep(text: string): boolean {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    for (const _ of parser.next(lexeme));
    if (parser.stack.length > MAX_TOKEN_DEPTH) return true;
  }
  return false;
}

/** The state of a walk through the document. */
interface Walk {
  readonly document: ReturnType<typeof parseDocument>;
  readonly places: Positions;
  readonly problem: (offset: number, path: Path, message: string, stands?: SourceProblem['stands']) => void;
  nodes: number;
  /** True once it was reported that there are too many. */
  overflown: boolean;
}

function readNode(walk: Walk, node: unknown, path: Path, depth: number): unknown {
  const offset = offsetOf(node);
  if (!walk.places.has(positionKey(path))) walk.places.set(positionKey(path), { value: offset });
  if (depth > MAX_DEPTH || ++walk.nodes > MAX_NODES) {
    if (depth > MAX_DEPTH) walk.problem(offset, path, 'found values nested too deeply');
    else if (!walk.overflown) walk.problem(offset, path, 'found aliases that multiply too far');
    walk.overflown = true;
    return null;
  }
  if (isAlias(node)) {
    const target = node.resolve(walk.document);
    if (target === undefined)
      walk.problem(
        offset,
        path,
        `found the alias *${node.source}, expected an anchor &${node.source} before it`,
        'instead',
      );
    return target === undefined ? null : readNode(walk, target, path, depth + 1);
  }
  if (isSeq(node)) return node.items.map((item, index) => readNode(walk, item, [...path, index], depth + 1));
  if (isMap(node)) return mappingOf(walk, node.items, path, depth);
  if (!isScalar(node) || node.value === null) return null;
  return TYPED.some((pattern) => pattern.test(path.join('/'))) ? node.value : textOf(node);
}

/** @param mapping what an earlier section of the same name has */
function mappingOf(
  walk: Walk,
  items: readonly Pair[],
  path: Path,
  depth: number,
  // Without a prototype: a key in the file may be "constructor" or "__proto__".
  mapping: Record<string, unknown> = Object.create(null),
): Record<string, unknown> {
  const merged: Pair[] = [];
  for (const pair of items) {
    const key = isAlias(pair.key) ? pair.key.resolve(walk.document) : pair.key;
    if (!isScalar(key)) walk.problem(offsetOf(pair.key), path, 'found a key that is not text', 'beside');
    else if (isMergeKey(key)) {
      walk.problem(offsetOf(key), [...path, '<<'], MERGE_KEY, 'beside');
      for (const one of mergedPairs(walk.document, pair.value)) if (++walk.nodes <= MAX_NODES) merged.push(one);
    } else readPair(walk, mapping, pair, textOf(key), path, depth);
  }
  // Only so that what a merge key brings is not reported as missing.
  for (const pair of merged) {
    if (!isScalar(pair.key) || isMergeKey(pair.key) || Object.hasOwn(mapping, textOf(pair.key))) continue;
    readPair(walk, mapping, pair, textOf(pair.key), path, depth);
  }
  return mapping;
}

/** Puts one key of the text into a mapping. */
function readPair(
  walk: Walk,
  mapping: Record<string, unknown>,
  { key, value }: Pair,
  name: string,
  path: Path,
  depth: number,
): void {
  const inner = [...path, name];
  if (!Object.hasOwn(mapping, name)) {
    const offset = offsetOf(key);
    walk.places.set(positionKey(inner), { key: offset, value: value === null ? offset : offsetOf(value) });
    mapping[name] = readNode(walk, value, inner, depth + 1);
    return;
  }
  const message = `found the key ${JSON.stringify(name)} twice in one mapping, expected it once`;
  walk.problem(offsetOf(key), inner, message, 'beside');
  // A section that is begun anew: what it adds is checked as well.
  if (path.length === 0) mapping[name] = added(walk, mapping[name], value, inner, depth + 1);
}

/** The entries of two sections of one name. */
function added(walk: Walk, before: unknown, node: unknown, path: Path, depth: number): unknown {
  if (isSeq(node) && Array.isArray(before)) {
    const more = node.items.map((item, index) => readNode(walk, item, [...path, before.length + index], depth));
    return [...before, ...more];
  }
  if (!isMap(node) || typeof before !== 'object' || before === null || Array.isArray(before)) return before ?? null;
  return mappingOf(walk, node.items, path, depth, before as Record<string, unknown>);
}

function messageFor(code: string, message: string): string {
  if (code === 'MULTIPLE_DOCS') return 'found a second document (---), expected one document in one file';
  return `not YAML: ${message}`;
}

/** The text as written for plain scalars, and the parsed value for quoted ones. */
function textOf(scalar: Scalar): string {
  if (typeof scalar.value === 'string') return scalar.value;
  return scalar.source ?? String(scalar.value);
}

function offsetOf(node: unknown): number {
  return (node as Partial<Node> | null)?.range?.[0] ?? 0;
}

function positionKey(path: Path): string {
  return JSON.stringify(path);
}

function nearestOffset(places: Positions, path: Path, on: 'key' | 'value' = 'value'): number {
  for (let length = path.length; length >= 0; length--) {
    const place = places.get(positionKey(path.slice(0, length)));
    // For a missing value, use the position of the key that should hold it.
    if (place !== undefined) return on === 'key' || length < path.length ? (place.key ?? place.value) : place.value;
  }
  return 0;
}
