import { ENGLISH } from '../../../domain/schedule/clock.private';
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
  reasons: {
    shift: 'shift',
    rotation: 'rotation',
    swap: { noun: 'swap', for: 'for', to: 'to' },
    cover: { noun: 'cover', for: 'for', by: 'by' },
    holiday: 'holiday',
    leave: 'leave',
    override: 'override',
    left: 'left',
    off: 'off',
  },
};
