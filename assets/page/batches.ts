/** Requests decisions on many people: one request after the other, whether or not their dialog is open. */
import { RequestFailed, sendOrder } from './api';
import { t } from './i18n/translate';
import {
  type ActOnMany,
  again,
  batchOf,
  countsOf,
  isUnfinished,
  kindOf,
  namesOf,
  nextStep,
  type Step,
  type StepState,
  stateAfter,
  withRosterChecked,
  withState,
} from './model/batch';
import { actionErrorText } from './model/errors';
import { pollAfterChange } from './polling';
import { expireSession, getSecret } from './session';
import { close, loadedPeople, read, write } from './store';

/** Begins in the place of the question that is on top. Does nothing while another decision is under way. */
export async function beginBatch(act: ActOnMany, reason: string): Promise<void> {
  const { batch, dialogs } = read();
  if (batch?.running) return;
  write({ batch: batchOf(act, reason), dialogs: [...dialogs.slice(0, -1), { kind: 'batch' }], toast: undefined });
  await requestAll();
}

/** Tries again for those who have failed, and goes on with those who were not begun. */
export async function continueBatch(): Promise<void> {
  const { batch } = read();
  if (!batch || batch.running) return;
  write({ batch: again(batch), toast: undefined });
  await requestAll();
}

/** Leaving the page asks first for as long as it is at work. */
async function requestAll(): Promise<void> {
  window.addEventListener('beforeunload', stay);
  try {
    await askForEach();
  } finally {
    window.removeEventListener('beforeunload', stay);
  }
}

function stay(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

async function askForEach(): Promise<void> {
  const secret = getSecret();
  for (let step = waiting(); step; step = waiting()) {
    const answer = await ask(secret, step);
    const { batch } = read();
    // Signed out during the request: session.ts says who was left over.
    if (!batch || secret !== getSecret()) return;
    if (answer === 'unauthorized') {
      write({ batch: { ...batch, running: false } });
      expireSession();
      return;
    }
    write({ batch: withState(batch, step.person, answer.state, answer.failure) });
  }
  write({ acts: read().acts + 1 });
  await pollAfterChange();
  end();
}

function waiting(): Step | undefined {
  const { batch } = read();
  return batch && nextStep(batch);
}

interface StepAnswer {
  readonly state: StepState;
  readonly failure?: string;
}

async function ask(secret: string, { order }: Step): Promise<StepAnswer | 'unauthorized'> {
  try {
    const results = await sendOrder(secret, order);
    const state = stateAfter(results);
    const [result] = results;
    if (state !== 'failed') return { state };
    const refused = result && (result.detail ?? t('batches.refused', { outcome: result.outcome }));
    return { state, failure: refused ?? t('batches.empty') };
  } catch (failed) {
    if (!(failed instanceof RequestFailed)) throw failed;
    if (failed.error.code === 'unauthorized') return 'unauthorized';
    return { state: 'failed', failure: actionErrorText(failed.error) };
  }
}

/** With everybody decided on, its dialog closes and the result is said; otherwise it stays, with who is left over. */
function end(): void {
  const { batch, dialogs } = read();
  if (!batch) return;
  const over = { ...withRosterChecked(batch, loadedPeople(), t('batches.gone')), running: false };
  if (isUnfinished(over)) {
    write({ batch: over });
    return;
  }
  const { done, saved } = countsOf(over);
  const words = [
    ...(done > 0 ? [t('batches.done', { kind: kindOf(over), count: done })] : []),
    ...(saved > 0 ? [t('batches.saved', { names: namesOf(over, 'saved') })] : []),
  ].join(' ');
  write({ batch: undefined, toast: { tone: saved > 0 ? 'waits' : 'good', words } });
  if (dialogs.at(-1)?.kind === 'batch') close();
}
