/** The last hand-over of somebody's open conversations. */
export interface HandoverView {
  /**
   * `moving`, `checking`: under way. `waiting`: nobody can take over. `done`. `returning`, `returned`: they are in again, and what is
   * still with whom it was handed to comes back. `kept`: they are in again, and what was handed over stays.
   */
  readonly step: 'moving' | 'checking' | 'waiting' | 'done' | 'returning' | 'returned' | 'kept';
  /** They have left, are on leave, or an operator wants it so. */
  readonly because: 'left' | 'leave' | 'operator';
  /** `close`, `manager`, a key of the roster or a team. */
  readonly to: string;
  readonly since: string;
  /** So many conversations were handed over (or closed), and so many could not be handed over, or given back. */
  readonly moved: number;
  readonly failed: number;
  /** So many wait for somebody to take over; absent if none does. */
  readonly waiting?: number;
  /** So many were given back; absent unless they are in again. */
  readonly returned?: number;
}
