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
  reasons: {
    shift: 'Schicht',
    rotation: 'Rotation',
    swap: { noun: 'Tausch', for: 'für', to: 'an' },
    cover: { noun: 'Vertretung', for: 'für', by: 'durch' },
    holiday: 'Feiertag',
    leave: 'Abwesenheit',
    override: 'manuelle Änderung',
    left: 'ausgeschieden',
    off: 'keine Schicht',
  },
};
