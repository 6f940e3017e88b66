import type { Command } from 'commander';
import { problem } from '../../assets/api/http/answer';
import type { Ports } from '../../assets/main/ports';
import { readRosterWithHolidays } from '../../assets/roster-file/read-with-holidays';
import { ENV_OPTION } from '../environment/choice';
import { type Arrival, examine, type Shown } from '../listen/delivery';
import { type Listener, startListener } from '../listen/server';
import { LOCAL_TWILIO_URL } from '../local-urls';
import { liveAccount } from '../plan/account';
import { livePorts } from '../plan/live';
import { DEFAULT_ROSTER } from '../roster/chosen-file';
import { exitTwoOnUsageError, fail } from '../roster/exit';
import { describeAnswer } from '../send/report';
import { formatDiagnostic, readFile } from './check';

const PORT = 4020;
/** As long as a Function has, ms. */
const BUDGET_MS = 8500;

interface ListenOptions {
  readonly port: string;
  readonly env?: string;
  readonly local?: string | true;
  readonly json?: boolean;
}

const INTRODUCTION = `Shows what arrives at /webhooks/<sender>, and changes nothing. A sender that gets 200 takes its event for delivered, so
do not send it anything that must have an effect. Press Ctrl-C to stop.`;

/** `rosterline listen`: shows whether deliveries verify, and what they would do. */
export function addListen(program: Command): void {
  const command = program
    .command('listen')
    .description(
      'show deliveries that arrive on this machine: whether they verify, and what they would do; change nothing',
    )
    .argument('[file]', 'the roster file', DEFAULT_ROSTER)
    .option('--port <number>', 'the port of 127.0.0.1 to listen on; 0 takes a free one', String(PORT))
    .option(...ENV_OPTION)
    .option('--local [url]', `use the local Twilio (${LOCAL_TWILIO_URL})`)
    .option('--json', 'print a line of JSON for each delivery')
    .action(async (file: string, options: ListenOptions) => {
      try {
        const listener = await listenFor(file, options, (line) => console.log(line));
        console.log(
          options.json ? JSON.stringify({ url: listener.url }) : `Listening on ${listener.url}\n${INTRODUCTION}`,
        );
        const stop = () => void listener.close();
        process.once('SIGINT', stop);
        process.once('SIGTERM', stop);
      } catch (error) {
        fail(error instanceof Error ? error.message : String(error));
      }
    });
  exitTwoOnUsageError(command);
}

/** Listens until it is closed. @throws Error in words for people if it cannot. */
export async function listenFor(
  file: string,
  options: ListenOptions,
  print: (line: string) => void,
): Promise<Listener> {
  const port = checkedPort(options.port);
  const read = await readRosterWithHolidays(readFile(file), file, Date.now());
  if ('errors' in read) throw new Error(read.errors.map(formatDiagnostic).join('\n'));
  const live = liveAccount(options);
  livePorts(read.roster, live, BUDGET_MS); // faults of the environment are reported now, not with the first delivery
  try {
    return await startListener(port, async (arrival) => {
      const shown = await examined(arrival, () => livePorts(read.roster, live, BUDGET_MS));
      print(options.json ? asJson(shown) : asText(shown));
      return shown.answer;
    });
  } catch (error) {
    throw new Error(
      `port ${port} cannot be used (${error instanceof Error ? error.message : error}); choose another one with --port`,
    );
  }
}

/** Never throws: what cannot be examined is shown, too. */
async function examined(arrival: Arrival, ports: () => Ports): Promise<Shown> {
  try {
    return await examine(arrival, ports());
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const answer = problem('upstream_unavailable', 'The delivery could not be examined.');
    return { path: '(not examined)', bytes: arrival.body.length, read: [`could not be examined: ${why}`], answer };
  }
}

function checkedPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new Error(`--port is ${text}; expected a number from 0 to 65535`);
}

function asJson({ answer, ...shown }: Shown): string {
  return JSON.stringify({ at: new Date().toISOString(), ...shown, status: answer.status, answer: answer.body });
}

function asText({ path, bytes, signature, read, answer }: Shown): string {
  const at = `${new Date().toISOString().slice(0, 19)}Z`;
  const outcome = describeAnswer(answer.status, JSON.stringify(answer.body));
  const unknown =
    answer.status === 503 ? ['Twilio could not be read from here, so what it would do is not known.'] : [];
  return [
    `\n${at}  ${path}, ${bytes} bytes`,
    ...(signature ? [`Signature: ${signature.text}`] : []),
    ...read.map((line) => `Read: ${line}`),
    `Answer: ${outcome}`,
    ...unknown,
  ].join('\n');
}
