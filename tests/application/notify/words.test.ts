import fc from 'fast-check';
import { languageOf, takenOverText, textOf } from '../../../assets/application/notify/words';
import type { PlanChange } from '../../../assets/domain/notify/duty-times';
import type { Notice } from '../../../assets/domain/notify/notices';
import { LANGUAGES, type Language } from '../../../assets/domain/roster/notify-policy';
import { passedOnReason } from '../../../assets/domain/schedule/reasons';
import { zoneNamed } from '../../../assets/domain/schedule/zones';
import { LANGUAGES as OF_THE_PAGE } from '../../../assets/page/i18n/language';

const NOW = Date.parse('2026-11-02T12:00:00Z');
const HOUR = 3_600_000;
const MADRID = zoneNamed('Europe/Madrid');
const at = (day: number, from: number, to: number) => ({
  from: Date.parse('2026-11-02T00:00:00Z') + (day * 24 + from) * HOUR,
  to: Date.parse('2026-11-02T00:00:00Z') + (day * 24 + to) * HOUR,
});
const NOTHING: Notice = { reminders: [], changes: [], handovers: [] };
const SWAP = passedOnReason({ rule: 'swap', shift: 'desk', way: 'for', person: 'ben' });

function say(language: Language, notice: Partial<Notice>, reason = 'off'): string {
  const prospect = { zone: MADRID, reasonAt: () => reason };
  return textOf({ ...NOTHING, ...notice }, prospect, NOW, language, (name) => (name === 'gone' ? undefined : name));
}

const change = (kind: PlanChange['kind'], day = 1): PlanChange =>
  kind === 'moved' ? { kind, period: at(day, 9, 16), was: at(day, 8, 16) } : { kind, period: at(day, 8, 16) };

test('people can be told things in each language of the page', () => {
  expect([...LANGUAGES]).toEqual([...OF_THE_PAGE]);
});

test.each([
  ['en', 'Your shift: Mon 15:00 to 17:00. Times: Europe/Madrid.'],
  ['es', 'Turno: lun 15:00 a 17:00. Horas de Europe/Madrid.'],
  ['de', 'Schicht: Mo 15:00 bis 17:00. Zeiten: Europe/Madrid.'],
] as const)('a reminder in %s', (language, expected) => {
  expect(say(language, { reminders: [at(0, 14, 16)] })).toBe(expected);
});

test.each([
  [
    'en',
    'Your shifts have changed. New: Tue 09:00 to 17:00 (swap desk (for ben)). Off: Wed 11 Nov 09:00 to 17:00 (swap desk (for ben)). Now Thu 10:00 to 17:00 (swap desk (for ben)) instead of Thu 09:00 to 17:00. Times: Europe/Madrid.',
  ],
  [
    'es',
    'Cambios en los turnos. Nuevo: mar 09:00 a 17:00 (intercambio desk (por ben)). Libre: mié 11 nov 09:00 a 17:00 (intercambio desk (por ben)). Ahora jue 10:00 a 17:00 (intercambio desk (por ben)) en lugar de jue 09:00 a 17:00. Horas de Europe/Madrid.',
  ],
  [
    'de',
    'Geänderte Schichten. Neu: Di 09:00 bis 17:00 (Tausch desk (für ben)). Frei: Mi 11. Nov. 09:00 bis 17:00 (Tausch desk (für ben)). Jetzt Do 10:00 bis 17:00 (Tausch desk (für ben)) statt Do 09:00 bis 17:00. Zeiten: Europe/Madrid.',
  ],
] as const)('changes in %s', (language, expected) => {
  const changes = [change('added', 1), change('cancelled', 9), change('moved', 3)];
  expect(say(language, { changes }, SWAP)).toBe(expected);
});

test.each([
  ['en', '1 conversation of ben is yours now. 3 conversations of a colleague are yours now.'],
  ['es', 'Nueva por traspaso: 1 conversación de ben. Nuevas por traspaso: 3 conversaciones de otra persona.'],
  ['de', 'Übernommen: 1 Gespräch von ben. Übernommen: 3 Gespräche von jemand anderem.'],
] as const)('conversations in %s', (language, expected) => {
  const handovers = [
    { of: 'ben', count: 1, at: NOW },
    { of: 'gone', count: 3, at: NOW },
  ];
  expect(say(language, { handovers })).toBe(expected);
});

test('somebody is told in their own language, else in that of the team, else in English', () => {
  const notify = { by: [], changes: true, handover: false, groups: [], language: 'es' } as const;
  expect(languageOf({ language: 'de' }, { notify })).toBe('de');
  expect(languageOf({}, { notify })).toBe('es');
  expect(languageOf({}, {})).toBe('en');
  const ana = { key: 'ana', identity: 'ana@example.com', zone: 'UTC', holidays: [], ids: {} };
  expect(takenOverText(ana, 'ben', 2, { notify })).toBe('Nuevas por traspaso: 2 conversaciones de ben.');
});

const name = fc.constantFrom('ana', 'ben', 'dr-x');
const shift = fc.constantFrom('desk', 'on call', 'x1y');
const way = fc.constantFrom('for' as const, 'to' as const);
const period = fc
  .tuple(fc.nat({ max: 80 }), fc.integer({ min: 0, max: 23 }), fc.integer({ min: 1, max: 30 }))
  .map(([day, from, hours]) => at(day, from, from + hours));
const planned = fc.oneof(
  fc.record({ kind: fc.constantFrom('added' as const, 'cancelled' as const), period }),
  fc.record({ kind: fc.constant('moved' as const), period, was: period }),
);
const reasons = fc.oneof(
  fc.constantFrom(
    'off',
    'leave',
    'override',
    'left',
    'shift',
    'shift desk',
    'rotation x1y',
    'holiday es',
    'a feed says so',
  ),
  fc.record({ rule: fc.constant('swap' as const), shift, way, person: name }).map(passedOnReason),
  fc
    .record({
      rule: fc.constant('cover' as const),
      shift,
      way: fc.constantFrom('for' as const, 'by' as const),
      person: name,
      of: fc.constantFrom('shift' as const, 'rotation' as const),
    })
    .map(passedOnReason),
);
const notices = fc.record({
  reminders: fc.array(period, { maxLength: 2 }),
  changes: fc.array(planned, { maxLength: 8 }),
  handovers: fc.array(fc.record({ of: name, count: fc.integer({ min: 1, max: 99 }), at: fc.constant(NOW) }), {
    maxLength: 2,
  }),
});

/** Numbers, times, zones, people, shifts and calendars: what must not depend on the language. */
const factsIn = (text: string) =>
  (
    text.match(/\d+:\d\d|(?<![\w-])(?:\d+|Europe\/Madrid|ana|ben|dr-x|desk|on call|x1y|a feed says so)(?![\w-])/g) ?? []
  ).sort();

test('every kind of message names the same facts in every language, and each in words of its own', () => {
  fc.assert(
    fc.property(notices, reasons, (notice, reason) => {
      const [english = '', ...others] = LANGUAGES.map((language) => say(language, notice, reason));
      for (const text of others) {
        expect(factsIn(text)).toEqual(factsIn(english));
        if (english !== '') expect(text).not.toBe(english);
      }
      expect(factsIn(english).filter((fact) => fact.includes(':'))).toHaveLength(
        2 * (notice.reminders.length + periodsOf(notice.changes.slice(0, 5))),
      );
    }),
  );
});

const periodsOf = (changes: readonly PlanChange[]) =>
  changes.reduce((sum, { kind }) => sum + (kind === 'moved' ? 2 : 1), 0);

/** The basic characters of GSM 03.38: a text of these alone is sent 160 characters at a time, any other 70 (https://www.twilio.com/docs/glossary/what-is-gsm-7-character-encoding). */
const GSM = /^[ -Z_a-z\n@£$¥èéùìòÇØøÅåÆæßÉ¤¡ÄÖÑÜ§¿äöñüà]*$/;

test('an English message gives the reason of a change in the schedule’s own words', () => {
  fc.assert(
    fc.property(reasons, (reason) => {
      const why = reason === 'off' ? '' : ` (${reason})`;
      expect(say('en', { changes: [change('added')] }, reason)).toContain(`New: Tue 09:00 to 17:00${why}.`);
    }),
  );
});

test.each([
  ['shift', 'turno', 'Schicht'],
  ['rotation x1y', 'rotación x1y', 'Rotation x1y'],
  ['swap desk (to ben)', 'intercambio desk (a ben)', 'Tausch desk (an ben)'],
  ['cover by ben (rotation x1y)', 'sustitución por ben (rotación x1y)', 'Vertretung durch ben (Rotation x1y)'],
  ['cover for ben (shift desk)', 'sustitución de ben (turno desk)', 'Vertretung für ben (Schicht desk)'],
  ['holiday es', 'festivo es', 'Feiertag es'],
  ['override', 'ajuste manual', 'manuelle Änderung'],
])('the reason "%s" is "%s" in Spanish and "%s" in German', (reason, spanish, german) => {
  expect(say('es', { changes: [change('added')] }, reason)).toContain(` (${spanish}).`);
  expect(say('de', { changes: [change('added')] }, reason)).toContain(` (${german}).`);
});

test('an English or German message needs no other characters than those of one SMS alphabet', () => {
  fc.assert(
    fc.property(notices, reasons, (notice, reason) => {
      for (const language of ['en', 'de'] as const) expect(say(language, notice, reason)).toMatch(GSM);
    }),
  );
});
