/** A decision on many people that is requested for one after the other: each of them once, and nobody is left out. */
import type { PersonView } from '../../api/views/views';
import { type Act, type Order, ordersOf, withReason } from './acts';
import { nameOf } from './names';
import type { ActResult } from './outcomes';

export type ActOnMany = Extract<Act, { people: readonly unknown[] }>;

/**
 * `waits`: not asked for yet; `done`; `saved`: recorded, and Frontline has not confirmed it yet; `gone`: nothing was held any more, so that
 * it has to be looked at; `failed`: not done, or not certainly.
 */
export type StepState = 'waits' | 'done' | 'saved' | 'gone' | 'failed';

export interface Step {
  /** The key. */
  readonly person: string;
  readonly name: string;
  readonly order: Order;
  readonly state: StepState;
  /** Why it failed, in words. */
  readonly failure?: string;
}

export interface Batch {
  readonly kind: ActOnMany['kind'];
  readonly steps: readonly Step[];
  /** Whether requests are being sent. Otherwise it is over, or was interrupted. */
  readonly running: boolean;
}

/** @param reason as typed; empty: none. */
export function batchOf(act: ActOnMany, reason: string): Batch {
  const orders = withReason(ordersOf(act), reason);
  const steps = act.people.flatMap((person, index): Step[] => {
    const order = orders[index];
    return order ? [{ person: person.person, name: nameOf(person), order, state: 'waits' }] : [];
  });
  return { kind: act.kind, steps, running: true };
}

/** The next one to ask for; undefined if nobody waits. */
export function nextStep({ steps }: Batch): Step | undefined {
  return steps.find(({ state }) => state === 'waits');
}

export function withState(batch: Batch, person: string, state: StepState, failure?: string): Batch {
  const steps = batch.steps.map((step): Step => {
    if (step.person !== person) return step;
    const { failure: _, ...rest } = step;
    return { ...rest, state, ...(failure !== undefined && { failure }) };
  });
  return { ...batch, steps };
}

/** The same for those who have failed, and those who were not asked for: what is done is not asked for again. */
export function again(batch: Batch): Batch {
  const steps = batch.steps.map(
    ({ failure: _, ...step }): Step => ({ ...step, state: step.state === 'failed' ? 'waits' : step.state }),
  );
  return { ...batch, steps, running: true };
}

/** What the answer for one person says. */
export function stateAfter(results: readonly ActResult[]): StepState {
  const [result] = results;
  if (!result) return 'failed';
  if (result.would || result.outcome === 'retrying') return 'saved';
  if (result.outcome === 'unchanged') return 'gone';
  return result.outcome === 'applied' || result.outcome === 'deferred' ? 'done' : 'failed';
}

/**
 * Decides on those of whom nothing was held any more: an earlier request has done it, or somebody else has decided meanwhile. What the roster
 * that was loaded since shows of them tells which.
 * @param words for somebody with whom it is not as was asked for
 */
export function withRosterChecked(batch: Batch, people: readonly PersonView[], words: string): Batch {
  const states = new Map(people.map((person) => [person.person, isAsAsked(batch.kind, person)]));
  return batch.steps
    .filter(({ state }) => state === 'gone')
    .reduce(
      (checked, { person }) =>
        states.get(person) ? withState(checked, person, 'done') : withState(checked, person, 'failed', words),
      batch,
    );
}

function isAsAsked(kind: ActOnMany['kind'], { should, planned }: PersonView): boolean {
  const isLeaving = should.state === 'deactivated' || planned.some((one) => one.kind === 'offboarded');
  return kind === 'release-all' ? isLeaving : !isLeaving;
}

export interface Counts {
  readonly total: number;
  /** Answered, well or not. */
  readonly asked: number;
  readonly done: number;
  readonly saved: number;
  readonly failed: number;
  /** Not asked for, although no request is sent any more. */
  readonly left: number;
}

export function countsOf({ steps, running }: Batch): Counts {
  const count = (...states: readonly StepState[]) => steps.filter(({ state }) => states.includes(state)).length;
  const waiting = count('waits');
  return {
    total: steps.length,
    asked: steps.length - waiting,
    done: count('done', 'gone'),
    saved: count('saved'),
    failed: count('failed'),
    left: running ? 0 : waiting,
  };
}

/** Whether somebody has still to be decided on. */
export function isUnfinished(batch: Batch): boolean {
  const { failed, left } = countsOf(batch);
  return batch.running || failed > 0 || left > 0;
}

/** For a select of the texts. */
export function kindOf({ kind }: Batch): 'lock' | 'keep' {
  return kind === 'release-all' ? 'lock' : 'keep';
}

export function namesOf({ steps }: Batch, ...states: readonly StepState[]): string {
  return steps
    .filter(({ state }) => states.includes(state))
    .map(({ name }) => name)
    .join(', ');
}
