import type { PersonView } from '../../api/views/views';
import type { Act } from './acts';
import type { GapAddress } from './route';

/** `stop`: an operator must decide; `warn`: something is wrong; `wait`: retried automatically; `know`: upcoming. */
export type Weight = 'stop' | 'warn' | 'wait' | 'know';

export type ItemKind =
  | 'held'
  | 'failed'
  | 'waiting'
  | 'leaving'
  | 'return'
  | 'late'
  | 'differs'
  | 'unknown'
  | 'unreadable'
  | 'no-answer'
  | 'rejected'
  | 'too-few'
  | 'feed'
  | 'no-taker'
  | 'not-moved';

export interface ActionItem {
  readonly key: string;
  readonly weight: Weight;
  /** The subject: a person's key, a coverage rule, a feed. */
  readonly about: string;
  readonly kind: ItemKind;
  readonly text: string;
  readonly acts: readonly Act[];
  /** The person whose panel explains it. */
  readonly why?: PersonView;
  /** Whose open conversations can be handed over. */
  readonly handover?: PersonView;
  /** The gap that a form of the roster's view fills. */
  readonly gap?: GapAddress;
}
