/**
 * From the start of a process to its first answer, as deployed to the local Twilio: Node, the SDK (which the runtime loads in
 * any case), the function with its assets, the answer. Beside it, in turns, a function that only loads the SDK and answers;
 * and the same sources compiled file by file, with their packages from `node_modules`. `npx tsx bench/cold-start.ts`
 *
 * The limits are for answers that ask Twilio nothing: a function that only loads the SDK makes no calls either. Answers
 * that do ask are measured too, calls and TLS included; there, the first way says only what the calls add.
 */
import { cpus } from 'node:os';
import { Table } from 'console-table-printer';
import { CALLS, type Call, ENVIRONMENT, PEOPLE, ROSTER, tick } from './cold-start/calls';
import { prepareVariants, type StartVariant, type StartVariants } from './cold-start/variants';
import { median } from './resolver/spawn';

const RUNS = 15;
const TO_ONLY_TWILIO = 1.1;
const TO_FILE_BY_FILE = 0.7;

interface First {
  /** From the start of the process, ms. */
  readonly ms: number;
  readonly status: number;
  readonly body: string;
}

/** The first answer of a process of its own. */
async function first(
  way: StartVariant,
  address: string,
  event: Call['event'],
  run: number,
  variants: StartVariants,
): Promise<First> {
  const asked = event(run);
  const began = performance.now();
  const process = await way.start();
  try {
    const context = { ...variants.context(), PATH: address };
    const { outcome } = process.run({ file: way.fileOf(address), context, event: asked }, () => undefined);
    const ended = await outcome;
    const ms = performance.now() - began;
    if (ended.kind !== 'reply') throw new Error(`${address}: ${ended.kind}`);
    return { ms, status: ended.reply.statusCode, body: String(ended.reply.body) };
  } finally {
    await process.end();
  }
}

/** Turns of the three variants, the first turn unmeasured. @returns ms of each. */
async function turns(
  call: Call,
  variants: StartVariants,
): Promise<Record<'ours' | 'onlyTwilio' | 'fileByFile', number[]>> {
  const { address, event, before } = call;
  const taken = { ours: [] as number[], onlyTwilio: [] as number[], fileByFile: [] as number[] };
  const prepared = async (run: number) => {
    const preparation = before?.(run);
    if (preparation) await first(variants.rosterline, preparation.address, () => preparation.event, run, variants);
  };
  for (let turn = 0; turn <= RUNS; turn++) {
    await prepared(2 * turn);
    const ours = await first(variants.rosterline, address, event, 2 * turn, variants);
    const onlyTwilio = await first(variants.onlyTwilio, address, event, 0, variants);
    await prepared(2 * turn + 1);
    const fileByFile = await first(variants.fileByFile, address, event, 2 * turn + 1, variants);
    check(call, ours, onlyTwilio, fileByFile);
    if (turn === 0) continue;
    taken.ours.push(ours.ms);
    taken.onlyTwilio.push(onlyTwilio.ms);
    taken.fileByFile.push(fileByFile.ms);
  }
  return taken;
}

function check({ name, status }: Call, ours: First, onlyTwilio: First, fileByFile: First): void {
  const comparable = ({ body }: First) => body.replace(/(left|back) \d+/g, '$1'); // each run has an event id of its own
  if (ours.status !== status) throw new Error(`${name}: ${ours.status} ${ours.body}`);
  if (fileByFile.status !== status || comparable(fileByFile) !== comparable(ours)) {
    throw new Error(`${name}: ${ours.body}, but file by file ${fileByFile.status} ${fileByFile.body}`);
  }
  if (onlyTwilio.status !== 200) throw new Error(`only twilio: ${onlyTwilio.status} ${onlyTwilio.body}`);
}

export async function run(): Promise<void> {
  const variants = await prepareVariants(ROSTER, ENVIRONMENT);
  try {
    for (const key of PEOPLE) await fetch(`${variants.twilio.url}/_local/users/${key}@example.com`, { method: 'PUT' });
    await first(variants.rosterline, '/shifts/tick', tick, 0, variants);
    const table = new Table({
      shouldDisableColors: true,
      title: `Process start to first answer: ${RUNS} runs, medians (ms)`,
    });
    for (const call of CALLS) table.addRow(row(call, await turns(call, variants)));
    table.printTable();
    console.log(
      `Wanted where Twilio is not asked: at most ${TO_ONLY_TWILIO} × only twilio, at most ${TO_FILE_BY_FILE} × file by file. Status and body are the same as file by file.`,
    );
    console.log(
      `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}; the local Twilio is in this process.`,
    );
  } finally {
    await variants.end();
  }
}

function row({ name, asksTwilio }: Call, taken: Awaited<ReturnType<typeof turns>>) {
  const [ours, onlyTwilio, fileByFile] = [median(taken.ours), median(taken.onlyTwilio), median(taken.fileByFile)];
  const verdict = (ratio: number, limit: number) => (asksTwilio ? '' : ratio <= limit ? ', met' : ', MISSED');
  const [toOnlyTwilio, toFileByFile] = [ours / onlyTwilio, ours / fileByFile];
  return {
    'first answer': name,
    Rosterline: ours.toFixed(0),
    slowest: Math.max(...taken.ours).toFixed(0),
    'only twilio': onlyTwilio.toFixed(0),
    ratio: `${toOnlyTwilio.toFixed(2)} ×${verdict(toOnlyTwilio, TO_ONLY_TWILIO)}`,
    'file by file': fileByFile.toFixed(0),
    'ratio ': `${toFileByFile.toFixed(2)} ×${verdict(toFileByFile, TO_FILE_BY_FILE)}`,
  };
}

if (require.main === module) void run();
