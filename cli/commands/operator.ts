import { createHash, randomBytes } from 'node:crypto';
import { type Command, Option } from 'commander';
import { ROLES } from '../../assets/domain/roster/operators';
import { createDiagnostics } from '../../assets/roster-file/diagnostics';
import { readOperators } from '../../assets/roster-file/operators';
import { exitTwoOnUsageError, fail } from '../roster/exit';

/** Bytes of chance in a key: too many to be guessed, so that its digest needs no salt and no slow hash. */
const BYTES = 32;

interface OperatorOptions {
  readonly name: string;
  readonly role: string;
  readonly subject?: string;
  readonly json?: true;
}

/** A new key, and the line of the roster that accepts it. */
interface NewOperator {
  readonly key: string;
  readonly line: string;
}

/**
 * Makes a key for an operator. It is kept nowhere: the roster has its digest.
 * @param random returns that many random bytes; tests pass their own. @returns all faults instead, if the roster would not accept the line
 */
export function newOperator(
  { name, role, subject }: OperatorOptions,
  random: (bytes: number) => Buffer = randomBytes,
): NewOperator | { readonly faults: readonly string[] } {
  const key = `rl_${random(BYTES).toString('base64url')}`;
  const digest = `sha256:${createHash('sha256').update(key).digest('hex')}`;
  const entry = { name, role, key: digest, ...(subject !== undefined && { subject }) };
  const diagnostics = createDiagnostics('', () => ({ line: 1, column: 1 }));
  readOperators(diagnostics, [entry]);
  const faults = diagnostics.errors().map(({ path, message }) => `${path.replace('operators[0].', '--')}: ${message}`);
  if (faults.length > 0) return { faults };
  // JSON is YAML.
  const fields = Object.entries(entry).map(
    ([field, value]) => `${field}: ${field === 'role' ? value : JSON.stringify(value)}`,
  );
  return { key, line: `  - { ${fields.join(', ')} }` };
}

const NEXT_STEPS = `
The first line is the key: give it to this person alone. It is shown only now, and kept nowhere.
The second line belongs under "operators:" in roster.yaml; then publish or deploy the roster.`;

/** `rosterline operator` */
export function addOperator(program: Command): void {
  const command = program
    .command('operator')
    .description('make a key for an operator, and the line of the roster that accepts it')
    .requiredOption('--name <name>', 'what the audit and the history of the roster call them')
    .addOption(
      new Option('--role <role>', 'viewer looks, editor plans, admin does everything')
        .choices(ROLES)
        .makeOptionMandatory(),
    )
    .option('--subject <subject>', 'who they are to the OpenID Connect issuer as well')
    .option('--json', 'print JSON')
    .action((options: OperatorOptions) => {
      const made = newOperator(options);
      if ('faults' in made) fail(made.faults.join('\n'));
      if (options.json) {
        console.log(JSON.stringify(made, null, 2));
        return;
      }
      process.stdout.write(`${made.key}\n${made.line}\n`);
      console.error(NEXT_STEPS);
    });
  exitTwoOnUsageError(command);
}
