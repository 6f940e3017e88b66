import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { Table } from 'console-table-printer';
import type { TickReport } from '../../assets/application/tick/tick';
import { readEnvironment } from '../../emulator/environment';
import { explainMissing, findSyncService } from '../deploy/sync-service';
import { readDeployable } from '../environment/deployable';
import { connect, type LiveAccount } from '../plan/client';
import { incompleteness, preview } from '../plan/preview';
import { exitTwoOnUsageError, fail } from '../roster/exit';
import { readRoster } from '../roster/read';
import { formatDiagnostic, readFile } from './check';

const LOCAL_TWILIO_URL = 'http://127.0.0.1:4010';

interface PlanOptions {
  readonly env?: string;
  readonly local?: string | true;
  readonly json?: boolean;
}

/** `rosterline plan`: what a tick would change now, against the live users, and why. Nothing is changed. */
export function addPlan(program: Command): void {
  const command = program
    .command('plan')
    .description('show what a tick with this roster would change now, against the live users; nothing is changed')
    .argument('[file]', 'the roster', 'roster.yaml')
    .option('--env <file>', 'the environment of the deployment; default: .env, else .env.example and --local')
    .option('--local [url]', `look at the local Twilio (${LOCAL_TWILIO_URL})`)
    .option('--json', 'as JSON')
    .action(async (file: string, options: PlanOptions) => {
      const read = readRoster(readFile(file), file);
      if ('errors' in read) return fail(read.errors.map(formatDiagnostic).join('\n'));
      const { env, local } = resolveTwilio(options);
      try {
        const live: LiveAccount =
          local === undefined ? { environment: readDeployable(env) } : { environment: readEnvironment(env), local };
        await requireSyncService(live);
        const report = await preview(read.roster, live);
        const incomplete = incompleteness(report);
        if (incomplete !== undefined) throw new Error(incomplete);
        console.log(options.json ? JSON.stringify(report, null, 2) : printPlan(report));
      } catch (error) {
        fail(`the plan cannot be made: ${error instanceof Error ? error.message : String(error)}`);
      }
    });
  exitTwoOnUsageError(command);
}

/** Without its Sync Service, a plan would know nothing of who has left. @throws Error in words for people. */
async function requireSyncService(live: LiveAccount): Promise<void> {
  const name = live.environment.SYNC_SERVICE || 'default';
  const look = await findSyncService(connect(live), name);
  if (!look.found) throw new Error(look.found === undefined ? look.reason : explainMissing(name, look.others));
}

/** Which environment, and which Twilio: the values of the example are the local one's. */
function resolveTwilio({ env, local }: PlanOptions): { env: string; local?: string } {
  const file = env ?? (existsSync('.env') ? '.env' : '.env.example');
  const url =
    local === true
      ? LOCAL_TWILIO_URL
      : (local ?? (env === undefined && file === '.env.example' ? LOCAL_TWILIO_URL : undefined));
  return { env: file, ...(url !== undefined && { local: url }) };
}

/** The changes as a table, and how many there are. */
export function printPlan({ results, people, onDuty, missing, held }: TickReport): string {
  const table = new Table({
    shouldDisableColors: true,
    columns: ['person', 'change', 'because'].map((name) => ({ name, alignment: 'left' })),
  });
  for (const { person, state, available, because, event, type } of results) {
    const change = [
      ...(state === undefined ? [] : [state]),
      ...(available === undefined ? [] : [available ? 'available' : 'not available']),
    ];
    table.addRow({
      person: person ?? 'not on the roster',
      change: change.join(', '),
      because: type === 'late effect' ? `event ${event} is due` : because,
    });
  }
  const lines = [
    ...(results.length > 0 ? [table.render()] : []),
    `${results.length} of ${people} people would change; ${onDuty} are on duty. Nothing has been changed.`,
    ...(missing > 0 ? [`${missing} of them have no user in Frontline.`] : []),
    ...(held > 0
      ? [`${held} further changes would be held: this roster switches off more than half of those on duty at once.`]
      : []),
  ];
  return lines.join('\n');
}
