import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Invocation, Manifest, ProcessMessage, Reply } from '../messages';
import { setConsole, setGlobals } from './globals';
import { replyTo, replyToError, UndocumentedBehaviour } from './reply';
import { activeResources, closeGate, freeze, installGate, openGate, waitUntilIdle } from './rest';

// A process that runs Functions, one execution at a time, as a process of the cloud does. It is bundled into one file and
// started with the manifest's name as its argument.

const manifest: Manifest = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
// Functions resolve packages from their own folder, and so does what we load for them.
const load = createRequire(join(manifest.task, 'handlers', 'index.js'));
const post = process.send?.bind(process);
const send = (said: ProcessMessage) => new Promise<void>((resolve) => post?.(said, undefined, {}, () => resolve()));

let context: Invocation['context'] = {};
const { clientOf, isTwiml } = setGlobals(manifest, sdkIfThere(), () => context);
setConsole((printed) => void send(printed));
installGate();

let finish: ((reply: Reply) => void) | undefined;

function run(invocation: Invocation): void {
  context = invocation.context;
  finish = (reply) => {
    finish = undefined;
    closeGate();
    void send({ kind: 'reply', reply }).then(reportIdle);
  };
  // While the handler runs, its answer is held back, because its return value can invalidate it.
  let early: Reply | undefined;
  let hasReturned = false;
  const callback = (error?: unknown, payload?: unknown) => {
    const reply = error ? replyToError(error) : answerWith(payload);
    if (hasReturned) return finish?.(reply);
    closeGate();
    early ??= reply;
  };
  try {
    const { handler } = load(invocation.file);
    if (typeof handler !== 'function') throw new Error('The Function exports no handler');
    const getTwilioClient = (options?: object) => clientOf(invocation.context, options);
    const returned: unknown = handler({ ...invocation.context, getTwilioClient }, invocation.event, callback);
    if (isPromise(returned) && !manifest.takesPromises) early = errorReply(PROMISE);
  } catch (error) {
    early ??= replyToError(error);
  }
  hasReturned = true;
  if (early) finish?.(early);
}

/** https://www.twilio.com/docs/serverless/functions-assets/async-await-migration; what older ones do with it is not documented. */
const PROMISE =
  'The handler returned a promise: async/await requires Runtime Handler 2.1.2 or above. Call callback() from a promise that the handler does not return';

const isPromise = (value: unknown) =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

/** Answers 500 and logs the reason: the cloud may behave differently, and a Function must not rely on it. */
function errorReply(message: string): Reply {
  console.error(message);
  return replyToError(new Error(message));
}

function answerWith(payload: unknown): Reply {
  try {
    return replyTo(payload, isTwiml);
  } catch (error) {
    return error instanceof UndocumentedBehaviour ? errorReply(error.message) : replyToError(error);
  }
}

async function reportIdle(): Promise<void> {
  const pending = await waitUntilIdle(baseline);
  await send({ kind: 'idle', pending });
  if (pending.length > 0) freeze();
  // The gate stays closed until the next execution opens it: see `message`.
}

/** Ends the process after an uncaught error, as Node would. */
async function fail(error: unknown): Promise<void> {
  closeGate();
  const unanswered = finish !== undefined;
  finish = undefined;
  if (unanswered) await send({ kind: 'reply', reply: replyToError(error) });
  await send({ kind: 'idle', pending: ['an uncaught error'] });
  freeze();
}

function sdkIfThere() {
  try {
    return load('twilio');
  } catch {
    return undefined; // a build need not have it
  }
}

process.on('uncaughtException', (error) => void fail(error));
process.on('unhandledRejection', (error) => void fail(error));
process.on('message', (invocation: Invocation) => {
  openGate();
  run(invocation);
});
process.on('disconnect', () => process.exit());
const baseline = activeResources();
void send({ kind: 'ready' });
