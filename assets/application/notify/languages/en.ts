import { ENGLISH } from '../../../domain/schedule/clock.private';
import type { ReasonFacts } from '../../../domain/schedule/reason-facts';
import { passedOnReason } from '../../../domain/schedule/reasons';
import type { Wording } from './wording';

export const en: Wording = {
  times: ENGLISH,
  shift: (period) => `Your shift: ${period}.`,
  changed: 'Your shifts have changed.',
  added: (period, why) => `New: ${period}${why}.`,
  cancelled: (period, why) => `Off: ${period}${why}.`,
  moved: (period, why, was) => `Now ${period}${why} instead of ${was}.`,
  more: (count) => `And ${count} more ${count === 1 ? 'change' : 'changes'}.`,
  zone: (name) => `Times: ${name}.`,
  takenOver: (count, person = 'a colleague') =>
    count === 1 ? `1 conversation of ${person} is yours now.` : `${count} conversations of ${person} are yours now.`,
  reason,
};

function reason(facts: ReasonFacts): string {
  switch (facts.rule) {
    case 'shift':
    case 'rotation':
      return facts.shift === undefined ? 'shift' : `${facts.rule} ${facts.shift}`;
    case 'swap':
    case 'cover':
      return passedOnReason(facts);
    case 'holiday':
      return `holiday ${facts.calendar}`;
    default:
      return facts.rule;
  }
}
