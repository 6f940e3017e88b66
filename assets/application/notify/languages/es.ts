import type { ReasonFacts } from '../../../domain/schedule/reason-facts';
import type { Wording } from './wording';

export const es: Wording = {
  times: { locale: 'es', to: 'a' },
  shift: (period) => `Turno: ${period}.`,
  changed: 'Cambios en los turnos.',
  added: (period, why) => `Nuevo: ${period}${why}.`,
  cancelled: (period, why) => `Libre: ${period}${why}.`,
  moved: (period, why, was) => `Ahora ${period}${why} en lugar de ${was}.`,
  more: (count) => (count === 1 ? 'Y 1 cambio más.' : `Y ${count} cambios más.`),
  zone: (name) => `Horas de ${name}.`,
  takenOver: (count, person = 'otra persona') =>
    count === 1
      ? `Nueva por traspaso: 1 conversación de ${person}.`
      : `Nuevas por traspaso: ${count} conversaciones de ${person}.`,
  reason,
};

function reason(facts: ReasonFacts): string {
  switch (facts.rule) {
    case 'shift':
    case 'rotation':
      return shiftOf(facts.rule, facts.shift);
    case 'swap':
      return `intercambio ${facts.shift} (${facts.way === 'for' ? 'por' : 'a'} ${facts.person})`;
    case 'cover':
      return `sustitución ${facts.way === 'for' ? 'de' : 'por'} ${facts.person} (${shiftOf(facts.of, facts.shift)})`;
    case 'holiday':
      return `festivo ${facts.calendar}`;
    default:
      return PLAIN[facts.rule];
  }
}

const PLAIN = { leave: 'ausencia', override: 'ajuste manual', left: 'se fue', off: 'sin turno' } as const;

function shiftOf(rule: 'shift' | 'rotation', shift: string | undefined): string {
  return shift === undefined ? 'turno' : `${rule === 'shift' ? 'turno' : 'rotación'} ${shift}`;
}
