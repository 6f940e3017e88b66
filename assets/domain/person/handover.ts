/** The hand-over of somebody's open conversations, as their record keeps it. Instants are ms since the epoch. */

export const HANDOVER_REASONS = ['left', 'leave', 'operator'] as const;

/** `left`: they have left. `leave`: they are on leave, and get back what is still with whom it was lent to. `operator`: an operator wants it so. */
export type HandoverReason = (typeof HANDOVER_REASONS)[number];

export const HANDOVER_STEPS = ['moving', 'checking', 'waiting', 'done', 'returning', 'returned', 'kept'] as const;

/**
 * `moving`: goes through the list of their conversations. `checking`: reads the list back. `waiting`: there is nobody to take
 * over. `done`: the list was read back. `returning`: they are in again, and get back what is still with whom it was given to;
 * `returned`: that is done. `kept`: they are in again, and what was handed over stays where it is.
 */
export type HandoverStep = (typeof HANDOVER_STEPS)[number];

/** The last hand-over of a person. Its batches are stored beside the record, and say what went where. */
export interface Handover {
  /** Random. Names the batches of all hand-overs of this record. */
  readonly id: string;
  readonly because: HandoverReason;
  /** Of `left`: the key of the lock-out. */
  readonly key?: string;
  /** `close`, `manager`, a person's key or a team's name, as the roster has them. */
  readonly to: string;
  /** An operator has said to whom. */
  readonly asked?: true;
  readonly since: number;
  readonly step: HandoverStep;
  /** The number of its first batch, and of the next one to be written. */
  readonly first: number;
  readonly next: number;
  /** Where the list goes on (opaque), and when this pass through it began; of a return: the number of the batch that comes next. */
  readonly page?: string;
  readonly pass?: number;
  readonly back?: number;
  readonly moved: number;
  /** Conversations that could not be handed over, or could not be given back. */
  readonly failed: number;
  /** So many conversations wait for somebody; of a return, of those given back so far. */
  readonly waiting?: number;
  readonly returned?: number;
  /** So many times what failed was tried again. */
  readonly tries?: number;
  /** Those who took over have been told, or are being told, of the batches before this number: never twice. */
  readonly told?: number;
  /** Which execution is at work, and until when that is believed. */
  readonly lease?: { readonly by: string; readonly until: number };
}

/** Whether there is still something to be done by itself. */
export function isUnderWay({ step }: Handover): boolean {
  return step === 'moving' || step === 'checking' || step === 'waiting' || step === 'returning';
}

/** Whether its conversations are with others, or on their way to them. */
export function isHandedOver({ step }: Handover): boolean {
  return step === 'moving' || step === 'checking' || step === 'waiting' || step === 'done';
}

/** What a hand-over is begun for. */
export interface HandoverWish {
  readonly because: HandoverReason;
  readonly key?: string;
  readonly to: string;
  readonly asked?: true;
}

/**
 * Begins a hand-over. What was already handed over for the same absence stays part of it (lent on leave, and then the person
 * left; or another source reports the leaving, too), and so does a return that has not ended: its conversations may have two workers just now.
 * @param id for a record that has had none.
 */
export function beginHandover(
  before: Handover | undefined,
  { because, key, to, asked }: HandoverWish,
  now: number,
  id: string,
): Handover {
  const goesOn =
    before !== undefined && (before.step === 'returning' || (before.because !== 'operator' && isHandedOver(before)));
  // What an operator has asked for in so many words goes on, and only its reason is another one.
  const isAsked = before?.asked && isUnderWay(before) && !asked;
  const next = before?.next ?? 0;
  return {
    id: before?.id ?? id,
    because,
    ...(key !== undefined && { key }),
    to: isAsked ? before.to : to,
    ...((isAsked || asked) && { asked: true }),
    since: goesOn && before.because === because ? before.since : now,
    step: 'moving',
    first: goesOn || isAsked ? before.first : next,
    next,
    pass: now,
    moved: 0,
    failed: 0,
    ...((goesOn || isAsked) && before.told !== undefined && { told: before.told }),
    ...(before?.lease && { lease: before.lease }),
  };
}

/** The same hand-over backwards, or not: what was handed over stays where it is. */
export function endHandover(handover: Handover, how: 'returning' | 'kept'): Handover {
  const { page: _, pass: __, tries: ___, waiting: ____, ...rest } = handover;
  return how === 'kept' ? { ...rest, step: 'kept' } : { ...rest, step: 'returning', back: rest.first, returned: 0 };
}

/** Of two records of one person: what is under way counts, else the newer one. */
export function mergeHandovers(a: Handover | undefined, b: Handover | undefined): Handover | undefined {
  if (!a || !b) return a ?? b;
  if (isUnderWay(a) !== isUnderWay(b)) return isUnderWay(a) ? a : b;
  if (a.since !== b.since) return a.since > b.since ? a : b;
  return a.next > b.next || (a.next === b.next && a.id <= b.id) ? a : b;
}
