import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseSync } from '@swc/core';

// Whatever people read is in the catalogues: no text stands in the code.

const PAGE = join(__dirname, '../../../assets/page');
const FOLDERS = ['dialogs', 'first-steps', 'model', 'now', 'open-id', 'parts', 'people', 'print', 'reports', 'roster'];

/** What looks like a text, and is none. */
const NO_TEXTS: readonly RegExp[] = [
  /^(published meanwhile|Content-Type|Control|Home|YAMLMap)$/,
  // Lists of classes, styles and types of the editor, and its phrases, which are keys.
  /^people\/legend\.tsx: \w+ (on|off)$/,
  /roster\/editor\/theme\.ts: /,
  /^\$ unchanged lines$|^Selection deleted$/,
  // Names, a word that the server says, and keys of the keyboard.
  /^Frontline$|^Rosterline$|^Operator$|^(Escape|Enter)$/,
  // Letters to be measured, which nobody sees.
  /^people\/sample\.tsx: Rotation weekend/,
  // Scopes that are asked of an OpenID Connect issuer.
  /^openid email$/,
  // For programmers.
  /^nobody has published meanwhile$/,
  // A roster that is read as a probe, and members as they are written in one.
  /^people: \{ <key>: \{ identity: $|^, ids: \{ $|identity: a|days: \[mon\]|from: 2026-01-05|^version: 1|^ana, ben, nobody$/,
  // Notes for the history, which all read in one language.
  /^(rollback to version| covers| for | rotates | takes | of | from | joins| leaves the roster|holiday )/,
  / covers| rotates | takes | joins| leaves the roster/,
];

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

/** Texts of a piece of code: between tags, and literals that are prose or begin like it. @param attribute the one whose value it is */
function textsIn(value: unknown, attribute = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => textsIn(each, attribute));
  if (typeof value !== 'object' || value === null) return [];
  if (!isNode(value)) return Object.values(value).flatMap((each) => textsIn(each, attribute));
  if (value.type === 'ImportDeclaration' || value.type === 'TsLiteralType') return [];
  if (value.type === 'JSXAttribute') {
    const { name } = value as { readonly name?: { readonly value?: string } };
    return textsIn(value.value, name?.value ?? attribute);
  }
  const text = textOf(value, attribute);
  return text === undefined ? Object.values(value).flatMap((each) => textsIn(each, attribute)) : [text];
}

function textOf({ type, value, cooked }: Node, attribute: string): string | undefined {
  if (type === 'JSXText') return /\p{L}/u.test(String(value)) ? String(value).trim() : undefined;
  const literal = type === 'StringLiteral' ? value : type === 'TemplateElement' ? cooked : undefined;
  return typeof literal === 'string' && isProse(literal, attribute) ? literal : undefined;
}

function isProse(text: string, attribute: string): boolean {
  if (['class', 'd', 'viewBox', 'key'].includes(attribute)) return false;
  return /\p{L}{2,},? \p{L}/u.test(text) || /^\p{Lu}\p{Ll}+…?$/u.test(text) || / \p{L}{2,}/u.test(text);
}

function filesOf(folder: string, recursive = true): string[] {
  const all = readdirSync(folder, { recursive, encoding: 'utf8' });
  return all.filter((name) => /\.tsx?$/.test(name)).map((name) => join(folder, name));
}

/** The files of each folder, and those beside the folders. */
const PARTS: readonly (readonly [string, readonly string[]])[] = [
  ['the page itself', filesOf(PAGE, false)],
  ...FOLDERS.map((folder): [string, string[]] => [folder, filesOf(join(PAGE, folder))]),
];

test('every folder of code is looked through', () => {
  const folders = readdirSync(PAGE, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  // Catalogues and style sheets are no code.
  expect(folders.map(({ name }) => name).sort()).toEqual([...FOLDERS, 'i18n', 'style'].sort());
});

test.each(PARTS)('no text for people stands in the code of %s', (_, files) => {
  const found = files.flatMap((file) => {
    const program = parseSync(readFileSync(file, 'utf8'), { syntax: 'typescript', tsx: file.endsWith('x') });
    const texts = [...textsIn(program.body)].map((text) => ({ file: relative(PAGE, file), text }));
    return texts.filter(
      ({ file, text }) => !NO_TEXTS.some((pattern) => pattern.test(text) || pattern.test(`${file}: ${text}`)),
    );
  });
  expect(found).toEqual([]);
});
