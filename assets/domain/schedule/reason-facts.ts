/** The reasons of a schedule as facts again, so that whoever shows them can word them in another language. */
import type { PassedOn } from './reasons';

/** What a reason says. */
export type ReasonFacts =
  | { readonly rule: 'shift' | 'rotation' /** Absent for an event's shift without a label. */; readonly shift?: string }
  | PassedOn
  | { readonly rule: 'holiday'; readonly calendar: string }
  | { readonly rule: 'leave' | 'override' | 'left' | 'off' };

const PLAIN = ['leave', 'override', 'left', 'off'] as const;

/** The facts of a reason, as `Verdict.reason` has it; undefined for a text of which no rule is known. */
export function reasonFacts(reason: string): ReasonFacts | undefined {
  const plain = PLAIN.find((each) => each === reason);
  if (plain) return { rule: plain };
  if (reason === 'shift') return { rule: 'shift' };
  const { rule, name } = /^(?<rule>shift|rotation|holiday) (?<name>.+)$/.exec(reason)?.groups ?? {};
  if (name === undefined) return swapFacts(reason) ?? coverFacts(reason);
  if (rule === 'holiday') return { rule, calendar: name };
  return { rule: rule === 'rotation' ? rule : 'shift', shift: name };
}

function swapFacts(reason: string): PassedOn | undefined {
  const { shift, way, person } = /^swap (?<shift>.+) \((?<way>for|to) (?<person>.+)\)$/.exec(reason)?.groups ?? {};
  if (shift === undefined || person === undefined) return undefined;
  return { rule: 'swap', shift, way: way === 'to' ? 'to' : 'for', person };
}

function coverFacts(reason: string): PassedOn | undefined {
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
