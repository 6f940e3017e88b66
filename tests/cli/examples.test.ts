import { program } from '../../cli/main';
import { commandsInScript, faultOf } from '../docs/commands';

const runnable = { scripts: new Map<string, string>(), program };

function helpOf(name: string): string {
  const parts: string[] = [];
  const command = program.commands.find((one) => one.name() === name);
  command?.configureOutput({ writeOut: (part) => void parts.push(part) }).outputHelp();
  return parts.join('');
}

test.each(program.commands.map((command) => command.name()))(
  'the help of %s has examples, each of which can be run as it is written',
  (name) => {
    const [, examples] = helpOf(name).split('\nExamples:\n');
    const commands = commandsInScript(examples ?? '');
    expect(commands.length).toBeGreaterThan(0);
    for (const { words } of commands) {
      expect(words.slice(0, 3)).toEqual(['npx', 'rosterline', name]);
      expect(faultOf(words, runnable)).toBeUndefined();
    }
  },
);
