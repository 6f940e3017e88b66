import type { Command } from 'commander';
import { Table } from 'console-table-printer';
import type { TickReport } from '../../assets/application/tick/tick';
import type { Roster } from '../../assets/domain/roster/roster';
import { describeMovedTurns } from '../../assets/roster-file/moved-turns';
import { readRosterWithHolidays } from '../../assets/roster-file/read-with-holidays';
import { ENV_OPTION } from '../environment/choice';
import { LOCAL_TWILIO_URL } from '../local-urls';
import { liveAccount } from '../plan/account';
import { planFor } from '../plan/preview';
import { waitFor } from '../progress';
import { DEFAULT_ROSTER } from '../roster/chosen-file';
import type { findEarlierRoster } from '../roster/earlier-roster';
import { exitTwoOnUsageError, fail } from '../roster/exit';
import { ownWaiting } from '../waiting';
import { earlierRoster, formatDiagnostic, notCompared, readFile } from './check';

interface PlanOptions {
  readonly env?: string;
  readonly local?: string | true;
  readonly against?: string;
  readonly json?: boolean;
}

/** `rosterline plan`: shows what a tick would change now for the live users, and why. Changes nothing. */
export function addPlan(program: Command): void {
  const command = program
    .command('plan')
    .description('show what a tick with this roster would change now for the live users, without changing anything')
    .argument('[file]', 'the roster file', DEFAULT_ROSTER)
    .option(...ENV_OPTION)
    .option('--local [url]', `use the local Twilio (${LOCAL_TWILIO_URL})`)
    .option('--against <file>', 'the earlier file or git revision to compare turns with (default: the last commit)')
    .option('--json', 'print JSON')
    .action(async (file: string, options: PlanOptions) => {
      const read = await readRosterWithHolidays(readFile(file), file, Date.now());
      if ('errors' in read) return fail(read.errors.map(formatDiagnostic).join('\n'));
      try {
        const live = liveAccount(options);
        const what = `Fetching the users of ${read.roster.people.length} people …`;
        const report = await waitFor(what, () => planFor(read.roster, live), ownWaiting);
        const moved = movedTurnsOf(read.roster, earlierRoster(file, options.against));
        if (options.json) console.log(JSON.stringify({ ...report, moved }, null, 2));
        else console.log([printPlan(report), ...moved].join('\n'));
      } catch (error) {
        fail(`could not make the plan: ${error instanceof Error ? error.message : String(error)}`);
      }
    });
  exitTwoOnUsageError(command);
}

/** Whose turns move, a line for each rotation. */
function movedTurnsOf(roster: Roster, earlier: ReturnType<typeof findEarlierRoster>): string[] {
  if ('reason' in earlier) return notCompared(roster, earlier);
  return describeMovedTurns(earlier, roster, Date.now()).map(
    ({ shift, message }) => `The edit of ${shift} ${message}.`,
  );
}

/** Formats the changes as a table with totals. */
export function printPlan({ results, people, onDuty, missing, held }: TickReport): string {
  const table = new Table({
    shouldDisableColors: true,
    columns: ['person', 'change', 'reason'].map((name) => ({ name, alignment: 'left' })),
  });
  for (const { person, state, available, because, event, type } of results) {
    const change = [
      ...(state === undefined ? [] : [state]),
      ...(available === undefined ? [] : [available ? 'available' : 'not available']),
    ];
    table.addRow({
      person: person ?? 'not on the roster',
      change: change.join(', '),
      reason: type === 'late effect' ? `event ${event} is due` : because,
    });
  }
  const lines = [
    ...(results.length > 0 ? [table.render()] : []),
    `${results.length} of ${people} people would change; ${onDuty} are on duty. Nothing was changed.`,
    ...(missing > 0 ? [`${missing} of them have no user in Frontline.`] : []),
    ...(held > 0
      ? [`${held} further changes would be held: this roster takes more than half of those on duty off at once.`]
      : []),
  ];
  return lines.join('\n');
}
