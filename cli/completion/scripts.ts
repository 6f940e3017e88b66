/** Completion scripts for shells, made of what commander knows of the commands. */
import type { Command } from 'commander';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof SHELLS)[number];

/** An option as a shell completes it. */
interface CompletedOption {
  /** `--env` */
  readonly long: string;
  readonly description: string;
  /** What has to come after it; absent for a switch, and where it may be left out. */
  readonly value?: 'file' | 'other';
}

interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  /** The words that its first argument may be; empty where that is a file or anything else. */
  readonly words: readonly string[];
}

export function completionScript(program: Command, shell: Shell): string {
  const commands = program.commands.map(completed);
  if (shell === 'fish') return fish(program.name(), commands);
  const script = bash(program.name(), commands);
  // https://zsh.sourceforge.io/Doc/Release/Completion-System.html#Use-of-compinit
  return shell === 'zsh' ? `autoload -U +X compinit bashcompinit && compinit && bashcompinit\n${script}` : script;
}

function completed(command: Command): CompletedCommand {
  const options = command.createHelp().visibleOptions(command);
  return {
    name: command.name(),
    description: command.description(),
    options: options.map(({ long, flags, description, required }) => {
      const value = /[<[]file/.test(flags) ? ('file' as const) : ('other' as const);
      return { long: long ?? flags, description, ...(required && { value }) };
    }),
    words: command.registeredArguments[0]?.argChoices ?? [],
  };
}

/** Where it has nothing to offer, bash completes names of files: `-o default`. */
function bash(name: string, commands: readonly CompletedCommand[]): string {
  const valued = commands.flatMap(({ name: command, options }) =>
    options.filter(({ value }) => value !== undefined).map(({ long }) => `${command}:${long}`),
  );
  return `_${name}() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} words=
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    words='${[...commands.map((command) => command.name), 'help', '--help', '--version'].join(' ')}'
  else
    case "\${COMP_WORDS[1]}:$before" in
      ${valued.join(' | ')}) return ;;
    esac
    case "\${COMP_WORDS[1]}:$current" in
${commands.map(bashCase).join('\n')}
      help:*) words='${commands.map((command) => command.name).join(' ')}' ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _${name} ${name}
`;
}

function bashCase({ name, options, words }: CompletedCommand): string {
  const first = words.length > 0 ? `\n      ${name}:*) words='${words.join(' ')}' ;;` : '';
  return `      ${name}:-*) words='${options.map(({ long }) => long).join(' ')}' ;;${first}`;
}

function fish(name: string, commands: readonly CompletedCommand[]): string {
  const lines = commands.flatMap(({ name: command, description, options, words }) => {
    const seen = `-n '__fish_seen_subcommand_from ${command}'`;
    return [
      `complete -c ${name} -n __fish_use_subcommand -f -a ${command} -d ${fishText(description)}`,
      ...words.map((word) => `complete -c ${name} ${seen} -f -a ${word}`),
      ...options.map(({ long, description: what, value }) => {
        const takes = value === undefined ? '' : value === 'file' ? ' -r' : ' -x';
        return `complete -c ${name} ${seen} -l ${long.replace(/^--/, '')}${takes} -d ${fishText(what)}`;
      }),
    ];
  });
  return `${lines.join('\n')}\n`;
}

/** https://fishshell.com/docs/current/language.html#quotes */
function fishText(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
