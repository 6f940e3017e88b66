import type { Command } from 'commander';
import { parseSecrets } from '../../assets/lib/secret';
import { announce, ENV_OPTION, usageLine } from '../environment/choice';
import { LOCAL_FUNCTIONS_URL } from '../local-urls';
import { fail } from '../roster/exit';
import { everyMinute } from '../schedule/every-minute';
import { asLine, callTick, type Tick } from '../schedule/tick';
import { isWebAddress, notAnAddress } from '../send/address';
import { settingsFrom } from '../send/settings';

interface ScheduleOptions {
  readonly to: string;
  readonly env?: string;
  readonly once?: boolean;
  readonly json?: boolean;
}

/** `rosterline schedule`: calls the tick every minute, for people with a machine that is always on. */
export function addSchedule(program: Command): void {
  program
    .command('schedule')
    .description('call the tick of a deployment every minute until Ctrl-C')
    .option('--to <url>', 'URL of the deployment', LOCAL_FUNCTIONS_URL)
    .option(...ENV_OPTION)
    .option('--once', 'call one tick and exit: 0 if it succeeded, 1 if not')
    .option('--json', 'print a line of JSON for each tick')
    .action(async ({ to, env, once, json = false }: ScheduleOptions) => {
      if (!isWebAddress(to)) return fail(notAnAddress(to));
      const { secret, source } = tickSecret(env, to);
      const token = parseSecrets(secret)[0].value;
      const { origin } = new URL(to);
      announce(usageLine(`TICK_SECRET of ${source}`, origin));
      const sendOne = () => sendTick(origin, token, json ? asJson : asLine);
      if (once) {
        process.exitCode = (await sendOne()) ? 0 : 1;
        return;
      }
      if (!json) console.log(`Calling ${origin}/shifts/tick now and every minute. Press Ctrl-C to stop.`);
      const stop = everyMinute(sendOne);
      process.once('SIGINT', stop);
      process.once('SIGTERM', stop);
    });
}

function tickSecret(env: string | undefined, to: string) {
  const setting = settingsFrom(env, { variables: process.env, folder: process.cwd() }, to);
  const secret = setting('TICK_SECRET');
  const source = setting.sourceOf('TICK_SECRET');
  return secret === undefined ? fail(`TICK_SECRET is not set in ${source}: set it or use --env`) : { secret, source };
}

/** Calls one tick and prints one line about it. @returns true if it succeeded. */
async function sendTick(origin: string, token: string, print: (tick: Tick) => string): Promise<boolean> {
  const tick = await callTick(origin, token);
  console.log(print(tick));
  return tick.ok;
}

const asJson = (tick: Tick): string => JSON.stringify(tick);
