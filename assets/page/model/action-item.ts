import type { PersonView } from '../../api/views/views';
import type { Act } from './acts';

/** `stop`: somebody has to decide; `warn`: something is not as it should be; `wait`: goes on by itself; `know`: to come. */
export type Weight = 'stop' | 'warn' | 'wait' | 'know';

export interface ActionItem {
  readonly key: string;
  readonly weight: Weight;
  /** What it is about: a person's key, a coverage rule, a feed. */
  readonly about: string;
  readonly kind: string;
  readonly text: string;
  readonly acts: readonly Act[];
  /** Whose "why" helps. */
  readonly why?: PersonView;
}
