import type { ReasonFacts } from '../../../domain/schedule/reason-facts';
import type { Wording } from './wording';

export const de: Wording = {
  times: { locale: 'de', to: 'bis' },
  shift: (period) => `Schicht: ${period}.`,
  changed: 'Geänderte Schichten.',
  added: (period, why) => `Neu: ${period}${why}.`,
  cancelled: (period, why) => `Frei: ${period}${why}.`,
  moved: (period, why, was) => `Jetzt ${period}${why} statt ${was}.`,
  more: (count) => (count === 1 ? 'Und 1 weitere Änderung.' : `Und ${count} weitere Änderungen.`),
  zone: (name) => `Zeiten: ${name}.`,
  takenOver: (count, person = 'jemand anderem') =>
    count === 1 ? `Übernommen: 1 Gespräch von ${person}.` : `Übernommen: ${count} Gespräche von ${person}.`,
  reason,
};

function reason(facts: ReasonFacts): string {
  switch (facts.rule) {
    case 'shift':
    case 'rotation':
      return shiftOf(facts.rule, facts.shift);
    case 'swap':
      return `Tausch ${facts.shift} (${facts.way === 'for' ? 'für' : 'an'} ${facts.person})`;
    case 'cover':
      return `Vertretung ${facts.way === 'for' ? 'für' : 'durch'} ${facts.person} (${shiftOf(facts.of, facts.shift)})`;
    case 'holiday':
      return `Feiertag ${facts.calendar}`;
    default:
      return PLAIN[facts.rule];
  }
}

const PLAIN = {
  leave: 'Abwesenheit',
  override: 'manuelle Änderung',
  left: 'ausgeschieden',
  off: 'keine Schicht',
} as const;

function shiftOf(rule: 'shift' | 'rotation', shift: string | undefined): string {
  return shift === undefined ? 'Schicht' : `${rule === 'shift' ? 'Schicht' : 'Rotation'} ${shift}`;
}
