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
const TYPED = [/^version$/, /^coverage\/\d+\/min$/, /^overrides\/\d+\/available$/];

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
  const problem = (offset: number, path: Path, message: string): void => {
    problems.push({ position: at(offset), path, message });
  };
  const walk = { document, places, problem, nodes: 0 };
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
  readonly problem: (offset: number, path: Path, message: string) => void;
  nodes: number;
}

function readNode(walk: Walk, node: unknown, path: Path, depth: number): unknown {
  const offset = offsetOf(node);
  if (!walk.places.has(positionKey(path))) walk.places.set(positionKey(path), { value: offset });
  if (depth > MAX_DEPTH || ++walk.nodes > MAX_NODES) {
    if (depth > MAX_DEPTH) walk.problem(offset, path, 'found values nested too deeply');
    else if (walk.nodes === MAX_NODES + 1) walk.problem(offset, path, 'found aliases that multiply too far');
    return null;
  }
  if (isAlias(node)) {
    const target = node.resolve(walk.document);
    if (target === undefined)
      walk.problem(offset, path, `found the alias *${node.source}, expected an anchor &${node.source} before it`);
    return target === undefined ? null : readNode(walk, target, path, depth + 1);
  }
  if (isSeq(node)) return node.items.map((item, index) => readNode(walk, item, [...path, index], depth + 1));
  if (isMap(node)) return mappingOf(walk, node.items, path, depth);
  if (!isScalar(node) || node.value === null) return null;
  return TYPED.some((pattern) => pattern.test(path.join('/'))) ? node.value : textOf(node);
}

function mappingOf(walk: Walk, items: readonly Pair[], path: Path, depth: number): Record<string, unknown> {
  // Without a prototype: a key in the file may be "constructor" or "__proto__".
  const mapping: Record<string, unknown> = Object.create(null);
  for (const { key, value } of items) {
    const keyNode = isAlias(key) ? key.resolve(walk.document) : key;
    if (!isScalar(keyNode)) {
      walk.problem(offsetOf(key), path, 'found a key that is not text');
      continue;
    }
    const name = textOf(keyNode);
    const inner = [...path, name];
    if (Object.hasOwn(mapping, name)) {
      walk.problem(
        offsetOf(key),
        inner,
        `found the key ${JSON.stringify(name)} twice in one mapping, expected it once`,
      );
      continue;
    }
    walk.places.set(positionKey(inner), {
      key: offsetOf(key),
      value: value === null ? offsetOf(key) : offsetOf(value),
    });
    mapping[name] = readNode(walk, value, inner, depth + 1);
  }
  return mapping;
}

function messageFor(code: string, message: string): string {
  if (code === 'MULTIPLE_DOCS') return 'found a second document (---), expected one roster in one file';
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
