import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { isObject } from '../../assets/lib/json-merge-patch';
import { UsageError } from '../../assets/providers/sample';
import { announce, ENV_OPTION, type Surroundings, usageLine } from '../environment/choice';
import { LOCAL_FUNCTIONS_URL } from '../local-urls';
import { exitTwoOnUsageError } from '../roster/exit';
import { asCurl, firstSecret, prepare } from '../send/delivery';
import { asDryRun, NOT_A_DRY_RUN, obstacleToDryRun, saysDryRun } from '../send/dry-run';
import { peopleMeant } from '../send/meant';
import { hasUnknown, type ResultLine, resultsOf, sentenceFor } from '../send/outcomes';
import { post } from '../send/post';
import { bodyOf, describeAnswer, describeSenders, listSenders } from '../send/report';
import { peopleKnown } from '../send/roster';
import { eventOf, senderOf } from '../send/senders';
import { settingsFrom } from '../send/settings';

/** The options of the command line. */
export interface SendOptions {
  readonly to?: string;
  readonly identity?: string;
  readonly person?: string;
  readonly employee?: string;
  readonly effectiveAt?: string;
  readonly id?: string;
  readonly data?: string;
  readonly secret?: string;
  readonly env?: string;
  readonly dryRun?: true;
  readonly print?: true;
  readonly list?: true;
  readonly json?: true;
}

/** The output, and the exit code: 0 accepted, 1 rejected or about nobody who was found, 2 usage error or unreachable. */
export interface SendResult {
  readonly code: 0 | 1 | 2;
  readonly text: string;
  /** Which secret went where. */
  readonly used?: string;
}

/** Makes a sample delivery and sends it, or prints it. */
export async function send(
  provider: string | undefined,
  event: string | undefined,
  options: SendOptions,
  surroundings: Surroundings,
  now = new Date(),
): Promise<SendResult> {
  try {
    if (options.list) return { code: 0, text: options.json ? asJson(listSenders()) : describeSenders() };
    const { delivery, proof, setting } = prepared(provider, event, options, surroundings, now);
    if (options.print) return { code: 0, text: options.json ? asJson(delivery) : asCurl(delivery) };
    const used = usageLine(proof, new URL(delivery.url).origin);
    const obstacle = options.dryRun && (await obstacleToDryRun(delivery.url));
    if (obstacle) return { code: 2, text: `error: ${obstacle}`, used };
    const outcome = await post(delivery);
    if ('unreachable' in outcome) return { code: 2, text: `error: ${outcome.unreachable}`, used };
    const { status, text } = outcome;
    const results = resultsOf(bodyOf(text));
    const accepted = status >= 200 && status < 300 && !hasUnknown(results);
    const warning = options.dryRun && !saysDryRun(text) ? NOT_A_DRY_RUN : undefined;
    const code = accepted && warning === undefined ? 0 : 1;
    if (options.json) {
      const answer = { url: delivery.url, status, answer: bodyOf(text), ...(warning !== undefined && { warning }) };
      return { code, text: asJson(answer), used };
    }
    const told = await inSentences(results, options, () => {
      // A dry run may be that of rosterline listen, which has no roster to ask for and would show the request.
      return peopleKnown(saysDryRun(text) ? undefined : delivery.url, setting, surroundings);
    });
    const lines = [`POST ${delivery.url}`, describeAnswer(status, text), ...told, ...(warning ? [warning] : [])];
    return { code, text: lines.join('\n'), used };
  } catch (error) {
    if (error instanceof UsageError) return { code: 2, text: `error: ${error.message}` };
    throw error;
  }
}

function prepared(
  provider: string | undefined,
  event: string | undefined,
  { to = LOCAL_FUNCTIONS_URL, identity, person, employee, effectiveAt, id, data, secret, env, dryRun }: SendOptions,
  surroundings: Surroundings,
  now: Date,
) {
  if (provider === undefined || event === undefined) {
    throw new UsageError('give a provider and an event; rosterline send --list names them');
  }
  const sender = senderOf(provider);
  const setting = settingsFrom(env, surroundings, to);
  const name = sender.provider.secret;
  const text = secret ?? setting(name);
  if (text === undefined) {
    throw new UsageError(`${name} is not set in ${setting.sourceOf(name)}: set it there, or give --secret or --env`);
  }
  const sample = {
    id: checkedId(id) ?? `sample_${randomUUID()}`,
    now,
    setting,
    ...(identity !== undefined && { identity }),
    ...(person !== undefined && { person }),
    ...(employee !== undefined && { employee }),
    ...(effectiveAt !== undefined && { effectiveAt: checkedInstant(effectiveAt) }),
    ...(data !== undefined && { data: checkedData(data) }),
  };
  const delivery = prepare(sender, eventOf(sender, event), sample, firstSecret(text), to);
  return {
    delivery: dryRun ? asDryRun(delivery) : delivery,
    setting,
    proof: secret === undefined ? `${name} of ${setting.sourceOf(name)}` : '--secret',
  };
}

/** The results in sentences; of a dry run only what is not well: the table says what would happen. */
async function inSentences(
  results: readonly ResultLine[],
  { identity, person, employee, dryRun }: SendOptions,
  people: () => ReturnType<typeof peopleKnown>,
): Promise<string[]> {
  const told = dryRun ? results.filter((result) => hasUnknown([result])) : results;
  const who = identity ?? person ?? employee ?? 'the person of the sample';
  const by = identity !== undefined ? 'identity' : person !== undefined ? 'key' : 'id';
  const meant = hasUnknown(results) ? peopleMeant(who, await people()) : [];
  return told.map((result) => sentenceFor(result, { who, by, isDryRun: dryRun === true }, meant));
}

function asJson(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

function checkedId(id: string | undefined): string | undefined {
  if (id === undefined || /^[\x21-\x7e]{1,256}$/.test(id)) return id;
  throw new UsageError('--id goes into a header: expected up to 256 printable ASCII characters without spaces');
}

function checkedInstant(text: string): string {
  if (/T.*(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new UsageError(`--effective-at is ${text}; expected an instant such as 2026-11-30T17:00:00Z`);
}

function checkedData(text: string): Readonly<Record<string, unknown>> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    // reported below
  }
  if (isObject(data)) return data;
  throw new UsageError('--data must be a JSON object, such as {"friendlyName":"Ana"}');
}

/** `rosterline send` */
export function addSend(program: Command): void {
  const command = program
    .command('send')
    .description('send a signed sample delivery, as a provider would')
    .argument('[provider]', 'see --list')
    .argument('[event]', 'see --list; its last part is enough: offboarded')
    .option('--to <url>', 'where the functions are, or the full address', LOCAL_FUNCTIONS_URL)
    .option('--identity <identity>', 'the identity of the person (default: "ana@example.com")')
    .option('--person <key>', 'the key of the person in the roster instead')
    .option('--employee <id>', 'the provider\'s own id of the person, where it knows no other (default: "104")')
    .option('--effective-at <instant>', 'when it takes effect, such as 2026-11-30T17:00:00Z')
    .option('--id <id>', 'of the event (default: a new one)')
    .option('--data <json>', 'merged into the data of the event; null removes a field')
    .option(
      '--secret <secret>',
      "default: the provider's variable in the environment of this process or in the environment file",
    )
    .option(...ENV_OPTION)
    .option('--dry-run', 'show what would happen, and change nothing')
    .option('--print', 'print the request as a curl command and send nothing')
    .option('--list', 'list the providers and events')
    .option('--json', 'print JSON')
    .action(async (provider: string | undefined, event: string | undefined, options: SendOptions) => {
      const { code, text, used } = await send(provider, event, options, {
        variables: process.env,
        folder: process.cwd(),
      });
      if (used !== undefined) announce(used);
      if (code === 2) console.error(text);
      else console.log(text);
      process.exitCode = code;
    });
  exitTwoOnUsageError(command);
}
