/** The reasons of a schedule as facts again, so that whoever shows them can word them in another language. */

/** What a reason says. `for`, `to`, `by`: with whom it was swapped, or covered. */
export type ReasonFacts =
  | { readonly rule: 'shift' | 'rotation' /** Absent for an event's shift without a label. */; readonly shift?: string }
  | { readonly rule: 'swap'; readonly shift: string; readonly way: 'for' | 'to'; readonly person: string }
  | {
      readonly rule: 'cover';
      readonly way: 'for' | 'by';
      readonly person: string;
      readonly of: 'shift' | 'rotation';
      readonly shift: string;
    }
  | { readonly rule: 'holiday'; readonly calendar: string }
  | { readonly rule: 'leave' | 'override' | 'left' | 'off' };

/** Whom a part of somebody's shift went to, or came from. */
type PassedOn = Extract<ReasonFacts, { way: unknown }>;

/** "swap weekend (for ben)", "cover for ana (shift early)" */
export function passedOnReason(facts: PassedOn): string {
  const { way, person, shift } = facts;
  return facts.rule === 'swap' ? `swap ${shift} (${way} ${person})` : `cover ${way} ${person} (${facts.of} ${shift})`;
}

const PLAIN = ['leave', 'override', 'left', 'off'] as const;

/** The facts of a reason, as `Verdict.reason` has it; undefined for a text of which no rule is known. */
export function reasonFacts(reason: string): ReasonFacts | undefined {
  const plain = PLAIN.find((each) => each === reason);
  if (plain) return { rule: plain };
  if (reason === 'shift') return { rule: 'shift' };
  const named = /^(?<rule>shift|rotation|holiday) (?<name>.+)$/.exec(reason)?.groups;
  const name = named?.name;
  if (name !== undefined) {
    if (named?.rule === 'holiday') return { rule: 'holiday', calendar: name };
    return { rule: named?.rule === 'rotation' ? 'rotation' : 'shift', shift: name };
  }
  return swapFacts(reason) ?? coverFacts(reason);
}

function swapFacts(reason: string): ReasonFacts | undefined {
  const { shift, way, person } = /^swap (?<shift>.+) \((?<way>for|to) (?<person>.+)\)$/.exec(reason)?.groups ?? {};
  if (shift === undefined || person === undefined) return undefined;
  return { rule: 'swap', shift, way: way === 'to' ? 'to' : 'for', person };
}

function coverFacts(reason: string): ReasonFacts | undefined {
  const pattern = /^cover (?<way>for|by) (?<person>.+) \((?<of>shift|rotation) (?<shift>.+)\)$/;
  const { way, person, of, shift } = pattern.exec(reason)?.groups ?? {};
  if (person === undefined || shift === undefined) return undefined;
  return {
    rule: 'cover',
    way: way === 'by' ? 'by' : 'for',
    person,
    of: of === 'rotation' ? 'rotation' : 'shift',
    shift,
  };
}
