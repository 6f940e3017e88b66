/** What is still to be done before Rosterline is live: from a first roster to the end of a week of dry runs (docs/starting.md). */
import type { RosterView, WholeView } from '../../api/views/views';

/** The steps in their order. */
export const STEPS = ['roster', 'operators', 'scheduler', 'senders', 'delivery', 'alerts', 'week', 'live'] as const;
export type StepName = (typeof STEPS)[number];

/** Steps that no fact tells: whoever has taken one ticks it. */
export const BY_HAND: readonly StepName[] = ['delivery', 'week'];

/** `unknown`: what tells it has not been loaded, or cannot be. */
export type StepState = 'done' | 'open' | 'unknown';

export interface Facts {
  readonly view: Pick<RosterView, 'operator' | 'total' | 'whole'>;
  /** The text of the roster; undefined until it has been loaded. */
  readonly yaml: string | undefined;
  /** The steps that were ticked in this browser. */
  readonly ticked: ReadonlySet<StepName>;
}

/** How `rosterline init` marks what it could not know: a line with a comment that begins so. What explains the mark has it in quotation marks. */
const MARK = /^(?:.*[ \t])?# \?/gm;

/** The open questions in a roster's text. */
export function questionsIn(yaml: string): number {
  return yaml.match(MARK)?.length ?? 0;
}

/** Where each step stands. */
export function stepsOf({
  view: { operator, total, whole },
  yaml,
  ticked,
}: Facts): Readonly<Record<StepName, StepState>> {
  const told = (isDone: boolean | undefined): StepState =>
    isDone === undefined ? 'unknown' : isDone ? 'done' : 'open';
  return {
    roster: told(yaml === undefined ? undefined : total > 0 && questionsIn(yaml) === 0),
    // Only of whoever looks it is known how they have signed in.
    operators: told(operator.name !== 'OPS_SECRET'),
    scheduler: told(whole && whole.tick.last !== undefined && !whole.tick.stopped),
    senders: told(whole && ownSenders(whole).length > 0),
    delivery: told(ticked.has('delivery')),
    alerts: told(whole?.setup.alerts),
    week: told(ticked.has('week')),
    live: told(whole && !whole.dryRun && !isTrial(whole)),
  };
}

/** Senders with a secret that somebody has set: those of `.env.example` are in the repository. */
export function ownSenders({ setup: { senders, exampleSenders } }: Pick<WholeView, 'setup'>): readonly string[] {
  return senders.filter((sender) => !exampleSenders.includes(sender));
}

/** A run on somebody's own machine, with the example secrets, which nothing that the internet reaches may have. */
export function isTrial({ setup }: Pick<WholeView, 'setup'>): boolean {
  return setup.exampleSenders.length > 0;
}

export function isAllDone(states: Readonly<Record<StepName, StepState>>): boolean {
  return Object.values(states).every((state) => state === 'done');
}
