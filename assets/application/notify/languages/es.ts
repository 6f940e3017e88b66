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
  reasons: {
    shift: 'turno',
    rotation: 'rotación',
    swap: { noun: 'intercambio', for: 'por', to: 'a' },
    cover: { noun: 'sustitución', for: 'de', by: 'por' },
    holiday: 'festivo',
    leave: 'ausencia',
    override: 'ajuste manual',
    left: 'se fue',
    off: 'sin turno',
  },
};
