import { Argument, type Command } from 'commander';
import { ROTATABLE } from '../environment/rotation';
import { ACTION_NAMES, ACTIONS, type ActionName, type ActionOptions } from '../fleet/actions';
import { openFleet } from '../fleet/open';
import { recordBeside } from '../fleet/record';
import { jsonOf, linesOf, summaryOf, tableOf } from '../fleet/report';
import { exitCodeOf, type Outcome, sideBySide } from '../fleet/results';
import { exitTwoOnUsageError, fail } from '../roster/exit';
import { ownWaiting } from '../waiting';
import { formatDiagnostic } from './check';

interface FleetOptions extends ActionOptions {
  readonly only?: readonly string[];
  readonly parallel?: string;
  readonly json?: true;
}

const DEFAULT_FILE = 'fleet.yaml';
const MOST_AT_ONCE = 500;

/** `rosterline fleet`: one action for many accounts, side by side. */
export function addFleet(program: Command): void {
  const command = program
    .command('fleet')
    .description('check, plan, deploy, rotate secrets, and call ticks and health of many accounts, side by side')
    .addArgument(new Argument('<action>', 'what to do for each account').choices(ACTION_NAMES))
    .argument('[file]', 'the file that lists the accounts', DEFAULT_FILE)
    .option('--only <name...>', 'only for these accounts')
    .option(
      '--parallel <number>',
      'so many accounts side by side (default: tick and health all, deploy and rotate 2, others 4)',
    )
    .option('--feeds', 'check: fetch the feeds of the rosters, and check with what they say')
    .option('--secret <name...>', 'rotate: the secrets to give a new value, such as TICK_SECRET')
    .option('--finish', 'rotate: drop the old values, once everybody uses the new ones')
    .option('--yes', 'deploy, rotate: also over deployments from elsewhere and published rosters')
    .option('--create-sync-service', 'deploy: create a Sync Service in accounts that have none')
    .option('--json', 'print JSON')
    .action(async (action: ActionName, file: string, options: FleetOptions) => {
      const { only, parallel, json = false, ...own } = options;
      const faults = [...optionFaults(action, own), ...secretFaults(action, own), ...parallelFaults(parallel)];
      if (faults.length > 0) return command.error(faults.map((fault) => `error: ${fault}`).join('\n'));
      await act(action, file, own, { only, parallel: parallel === undefined ? undefined : Number(parallel), json });
    });
  exitTwoOnUsageError(command);
}

function optionFaults(action: ActionName, options: ActionOptions): readonly string[] {
  const given = Object.keys(options) as (keyof ActionOptions)[]; // commander has no others
  return given
    .filter((name) => !ACTIONS[action].options.includes(name))
    .map((name) => `fleet ${action} has no option --${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
}

function secretFaults(action: ActionName, { secret }: ActionOptions): readonly string[] {
  if (action !== 'rotate') return [];
  if (secret === undefined) return ['fleet rotate needs --secret and the names of the secrets to rotate'];
  return secret
    .filter((name) => !ROTATABLE.includes(name))
    .map((name) => `--secret ${name} cannot be rotated; expected one of ${ROTATABLE.join(', ')}`);
}

function parallelFaults(parallel: string | undefined): readonly string[] {
  if (parallel === undefined || (/^[1-9]\d{0,2}$/.test(parallel) && Number(parallel) <= MOST_AT_ONCE)) return [];
  return [`--parallel is ${parallel}; expected a whole number from 1 to ${MOST_AT_ONCE}`];
}

interface Choice {
  readonly only: readonly string[] | undefined;
  readonly parallel: number | undefined;
  readonly json: boolean;
}

async function act(name: ActionName, file: string, options: ActionOptions, choice: Choice): Promise<void> {
  const fleet = openFleet(file, choice.only);
  if ('refusal' in fleet) return fail(fleet.refusal);
  if ('faults' in fleet) {
    const { faults } = fleet;
    console.log(
      choice.json ? JSON.stringify({ file, errors: faults }, null, 2) : faults.map(formatDiagnostic).join('\n'),
    );
    // To find them is what a check is for.
    process.exitCode = name === 'check' ? 1 : 2;
    return;
  }
  const { columns, atOnce, create } = ACTIONS[name];
  const action = create(options, {
    record: recordBeside(file),
    waiting: ownWaiting,
    deployCommand: (account) =>
      `npx rosterline fleet deploy${file === DEFAULT_FILE ? '' : ` ${file}`} --only ${account}`,
  });
  const { accounts } = fleet;
  const outcomes = await sideBySide(accounts, choice.parallel ?? atOnce ?? accounts.length, action);
  if (choice.json) console.log(jsonOf(outcomes));
  else print(outcomes, columns);
  process.exitCode = exitCodeOf(outcomes);
}

/** What is not well goes to stderr, so that a scheduler's mail can be about that alone. */
function print(outcomes: readonly Outcome[], columns: readonly string[]): void {
  console.log([tableOf(outcomes, columns), ...linesOf(outcomes, false), summaryOf(outcomes)].join('\n'));
  const bad = linesOf(outcomes, true);
  if (bad.length > 0) console.error(bad.join('\n'));
}
