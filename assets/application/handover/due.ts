/** What is due of somebody's conversations, and the hand-over that it makes. */
import { factsOf } from '../../domain/person/facts';
import { beginHandover, endHandover, type Handover } from '../../domain/person/handover';
import type { PersonRecord } from '../../domain/person/record';
import { type HandoverDue, handoverDue, nameOfTaker } from '../../domain/policies/handover';
import type { Roster } from '../../domain/roster/roster';
import type { HandoverPorts } from './run';

/** What is due of a person by itself; undefined: nothing. @throws RosterUnknown */
export function toWorkOn(record: PersonRecord, ports: HandoverPorts): Handover | undefined {
  const due = dueOf(record, ports);
  return due && handoverOf(record, due, ports);
}

/** What is due of a person. @throws RosterUnknown */
export function dueOf(
  record: PersonRecord,
  { roster, resolver, people, target, now }: HandoverPorts,
): HandoverDue | undefined {
  const person = people.byIdentity(record.identity);
  const instant = now();
  return handoverDue(record, {
    now: instant,
    target: target.name,
    policy: roster.handover,
    onLeave: (at) => person !== undefined && resolver.verdict(person, at, factsOf(record, instant)).kind === 'leave',
  });
}

/**
 * Whether somebody gets their conversations back, or will from the next tick on. Where the schedule cannot be told, nobody does.
 * @throws RosterUnknown
 */
export function isReturning(record: PersonRecord | undefined, ports: HandoverPorts): boolean {
  if (!record?.handover) return false;
  return record.handover.step === 'returning' || dueOf(record, ports)?.act === 'return';
}

/** The hand-over that what is due begins, or goes on with. */
export function handoverOf(
  { handover }: PersonRecord,
  due: HandoverDue,
  { roster, now, random }: { readonly roster: Roster; readonly now: () => number; readonly random: () => number },
): Handover | undefined {
  switch (due.act) {
    case 'begin': {
      const { because, key, to } = due;
      const wish = { because, ...(key !== undefined && { key }), to: nameOfTaker(to, roster) };
      return beginHandover(handover, wish, now(), newId(random));
    }
    case 'go on':
      return handover && { ...handover, to: takerNow(handover, roster) };
    case 'return':
      return handover && endHandover(handover, 'returning');
    case 'keep':
      return handover && endHandover(handover, 'kept');
  }
}

/** To whom a hand-over goes by the roster as it is now: whoever waits may wait for a better roster. What an operator said stays. */
export function takerNow({ because, asked, to }: Handover, roster: Roster): string {
  const policy = because === 'operator' || asked ? undefined : roster.handover?.[because];
  return policy === undefined || policy.kind === 'none' ? to : nameOfTaker(policy, roster);
}

/** 96 bits: it names Documents that nobody else may come across. */
export function newId(random: () => number): string {
  return [0, 0]
    .map(() =>
      Math.floor(random() * 2 ** 48)
        .toString(16)
        .padStart(12, '0'),
    )
    .join('');
}
