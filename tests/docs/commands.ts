import type { Command } from 'commander';

/** A command as a document writes it, split into words as a shell would. */
export interface Written {
  /** Where it stands, from 1. */
  readonly line: number;
  readonly words: readonly string[];
}

/** What stands for a value of the reader's own: `<your domain>`, `…`. */
const PLACEHOLDER = 'placeholder';

/** The commands in the code of a Markdown document: fenced and indented blocks, and code within a sentence. */
export function commandsInMarkdown(text: string): Written[] {
  const { prose } = splitMarkdown(text);
  const inSentences = [...prose.matchAll(/`([^`]+)`/g)].flatMap(({ index, 1: code }) =>
    commandsInScript((code ?? '').replaceAll('\n', ' ')).map(({ words }) => ({ line: lineAt(prose, index), words })),
  );
  return [...commandsInBlocks(text), ...inSentences];
}

/** The commands in the fenced and indented blocks of a Markdown document: those that a reader copies. */
export function commandsInBlocks(text: string): Written[] {
  return commandsInScript(splitMarkdown(text).blocks);
}

/** A Markdown document as its blocks of code and as the rest; each has an empty line for every line of the other. */
function splitMarkdown(text: string): { readonly blocks: string; readonly prose: string } {
  const lines = text.split('\n');
  let fenced = false;
  const isBlock = lines.map((line) => {
    const fence = line.trimStart().startsWith('```');
    if (fence) fenced = !fenced;
    return !fence && (fenced || line.startsWith('    '));
  });
  return {
    blocks: lines.map((line, index) => (isBlock[index] ? line : '')).join('\n'),
    prose: lines.map((line, index) => (isBlock[index] ? '' : line)).join('\n'),
  };
}

/** The commands of a script, or of a file that has commands in it, such as a workflow. */
export function commandsInScript(text: string): Written[] {
  const found: Written[] = [];
  let begun = '';
  let start = 1;
  for (const [index, raw] of text.split('\n').entries()) {
    if (begun === '') start = index + 1;
    if (raw.endsWith('\\')) {
      begun += `${raw.slice(0, -1)} `;
      continue;
    }
    const plain = (begun + raw)
      .replaceAll(/<[^<>]+>/g, PLACEHOLDER)
      .replaceAll('…', PLACEHOLDER)
      .replace(/(^|\s)#.*$/, '');
    begun = '';
    for (const one of plain.split(/&&|\|\||[;|]/)) {
      const words = (one.replace(/\s\d?>.*$/, '').match(/"[^"]*"|'[^']*'|[^\s()]+/g) ?? []).map(withoutQuotes);
      if (words.length > 0) found.push({ line: start, words });
    }
  }
  return found;
}

function withoutQuotes(word: string): string {
  return word.replace(/^(["'])(.*)\1$/, '$2');
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

/** What a reader can run: the scripts of package.json, and the `rosterline` command. */
export interface Runnable {
  /**
   * For each script of package.json, the source that reads its options; undefined where that is another tool's. An option exists if it stands
   * there in quotation marks, or as a key of what `parseArgs` takes.
   */
  readonly scripts: ReadonlyMap<string, string | undefined>;
  readonly program: Command;
}

/** Why a command cannot be run as it is written; undefined where it can, or where it is none of ours. */
export function faultOf(words: readonly string[], { scripts, program }: Runnable): string | undefined {
  const npm = words.indexOf('npm');
  const fault = npm < 0 ? undefined : faultOfScript(scripts, words.slice(npm + 1));
  if (fault !== undefined) return fault;
  const name = words.findIndex(
    (word, index) =>
      word.endsWith('cli/rosterline.js') || (word === 'rosterline' && (index === 0 || words[index - 1] === 'npx')),
  );
  return name < 0 ? undefined : faultOfRosterline(program, words.slice(name + 1));
}

function faultOfScript(scripts: Runnable['scripts'], [verb, ...rest]: readonly string[]): string | undefined {
  if (verb !== 'run' && verb !== 'start' && verb !== 'test') return undefined;
  const [name, ...more] = verb === 'run' ? rest : [verb, ...rest];
  if (name === undefined || !scripts.has(name)) return `package.json has no script ${name}`;
  const source = scripts.get(name);
  const options = more.slice(more.indexOf('--') + 1).filter((word) => more.includes('--') && word.startsWith('-'));
  const unknown = options.find((option) => source !== undefined && !declares(source, option));
  return unknown && `npm run ${name} has no option ${unknown}`;
}

/** As a text of its own, or as a key of what `parseArgs` of Node takes. */
function declares(source: string, option: string): boolean {
  const name = option.replace(/^--/, '').replace(/=.*$/, '');
  return new RegExp(`['"\`]${option}\\b|^\\s*'?${name}'?: \\{ type: '(?:string|boolean)'`, 'm').test(source);
}

function faultOfRosterline(program: Command, words: readonly string[]): string | undefined {
  const [first, ...rest] = words;
  if (first === undefined || first === PLACEHOLDER) return undefined;
  const command = program.commands.find((one) => one.name() === first || one.aliases().includes(first));
  if (command) return faultOfRosterline(command, rest);
  if (program.commands.length > 0 && !first.startsWith('-')) return `${program.name()} has no command ${first}`;
  return faultOfArguments(program, words);
}

/** Asks commander itself; it throws where an option lacks its value. Nothing is run. */
function faultOfArguments(command: Command, words: readonly string[]): string | undefined {
  command.exitOverride().configureOutput({ writeErr: () => {} });
  try {
    const { operands, unknown } = command.parseOptions([...words]);
    const [option] = unknown.filter((word) => word !== '--help' && word !== '-h');
    if (option !== undefined) return `${command.name()} has no option ${option}`;
    const most = command.registeredArguments.some(({ variadic }) => variadic)
      ? Number.POSITIVE_INFINITY
      : command.registeredArguments.length;
    return operands.length > most ? `${command.name()} takes ${most} arguments, not ${operands.length}` : undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
