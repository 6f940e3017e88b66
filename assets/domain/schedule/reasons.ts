/** The reasons of a schedule that have more than a name in them; `reason-facts` has the way back. */

/** Whom a part of somebody's shift went to, or came from: by a swap, or as cover. */
export type PassedOn =
  | { readonly rule: 'swap'; readonly shift: string; readonly way: 'for' | 'to'; readonly person: string }
  | {
      readonly rule: 'cover';
      readonly shift: string;
      readonly way: 'for' | 'by';
      readonly person: string;
      readonly of: 'shift' | 'rotation';
    };

/** "swap weekend (for ben)", "cover for ana (shift early)" */
export function passedOnReason(facts: PassedOn): string {
  const { way, person, shift } = facts;
  return facts.rule === 'swap' ? `swap ${shift} (${way} ${person})` : `cover ${way} ${person} (${facts.of} ${shift})`;
}

/** What is said in place of a reason: of somebody who is off duty by no rule, and of those whom no schedule decides. */
export const NO_SHIFT = 'no shift';
export const RECORD_UNREADABLE = 'record unreadable';
export const NOT_ON_ROSTER = 'not on the roster';
