/** "Why is she off?": every fact of the answer has its sentence, in the language and on the clock of whoever reads it. */
import type { PersonView } from '../../../assets/api/views/views';
import { localeOf } from '../../../assets/page/i18n/language';
import { speak } from '../../../assets/page/i18n/translate';
import { explanationOf } from '../../../assets/page/model/explanation';
import { clockOf } from '../../../assets/page/model/wall-clock';
import { HELD, LEFT, NOON, ON, person, seenNow } from './people';

const newYork = clockOf('America/New_York');
const why = (view: PersonView) => explanationOf(view, newYork, NOON);
const LATER = '2026-11-30T17:00:00Z';
const BEFORE = '2026-11-22T11:00:00Z';

afterEach(() => speak({ language: 'en', tag: 'en-GB' }));

test('whoever is on duty is so for a reason and until a time, on both clocks', () => {
  expect(why(person('ana', { should: ON, frontline: seenNow(true) }))).toEqual([
    'ana is on duty until 09:00 your time (15:00 in Madrid): shift early.',
    'In Frontline they are on duty, as they should be.',
  ]);
  expect(why(person('ana'))).toEqual(['ana is off duty, with no end in sight: no shift.']);
});

test('whoever is locked out is so because of each source that reported it', () => {
  const lockouts = [
    { source: 'Okta', said: BEFORE, due: BEFORE },
    { source: 'an operator', said: BEFORE, due: LATER },
  ];
  const [first] = why(person('ana', { zone: 'America/New_York', should: LEFT, lockouts }));
  expect(first).toBe(
    'ana is locked out: Okta reported on 06:00 that they left; an operator announced that they leave on Mon 30 Nov 12:00.',
  );
  expect(why(person('ana', { should: LEFT }))[0]).toBe('ana is locked out: they have left.');
});

test('a difference is told with its remedy, by whether a change waits and what differs', () => {
  const pending = {
    event: 'evt_2',
    change: ['available=true'],
    since: BEFORE,
    attempts: 2,
    next: LATER,
    missing: false,
  };
  const told = (view: PersonView) => why(view)[1];
  expect(told(person('ana', { should: ON, frontline: seenNow(false) }))).toBe(
    'In Frontline they are off duty, and should be on duty. If their shift has just begun or ended, the next tick changes it; if somebody switched by hand, the next shift change does.',
  );
  expect(told(person('ana', { should: ON, frontline: seenNow(false), pending }))).toContain('still to be made');
  expect(told(person('ana', { should: LEFT, frontline: seenNow(true) }))).toContain(
    'and should be locked out. Somebody',
  );
  expect(told(person('ana', { should: LEFT, frontline: seenNow(true, 'deactivated') }))).toContain(
    'marked as available',
  );
  expect(told(person('ana', { frontline: { seen: 'missing' } }))).toBe('Frontline has no such user.');
  expect(told(person('ana', { frontline: { seen: 'unreachable' } }))).toBe('Frontline could not be asked just now.');
});

test('whoever nothing decides about is not said to be as they should be', () => {
  const stranger = person('x', { onRoster: false, should: { available: null }, frontline: seenNow(true) });
  expect(why(stranger)).toEqual([
    'x is not on the roster, and nothing has been said of their availability.',
    'In Frontline they are on duty.',
  ]);
  const unreadable = person('ana', { unreadable: true, should: { available: null }, frontline: seenNow(true) });
  expect(why(unreadable)[1]).toBe(
    'In Frontline they are on duty. Whether that is right cannot be told without the record.',
  );
});

test('what waits, has failed, comes and was handed over has a sentence each', () => {
  const view = person('ana', {
    zone: 'America/New_York',
    should: ON,
    frontline: seenNow(true),
    held: [HELD],
    failed: [{ event: 'evt_3', change: ['available=true'], since: BEFORE, at: BEFORE, reason: 'HTTP 400' }],
    planned: [{ kind: 'offboarded', due: LATER, said: BEFORE, event: 'evt_4', source: 'Okta' }],
    override: { available: false, until: LATER, event: 'evt_5' },
    leave: [{ key: 'l', from: LATER, to: '2026-11-30T20:00:00Z' }],
    shifts: [1, 2, 3, 4].map(() => ({ from: LATER, to: '2026-11-30T20:00:00Z', label: 'extra' })),
    handover: { step: 'done', because: 'left', to: 'ben', since: BEFORE, moved: 3, failed: 1 },
  });
  expect(why(view).slice(2)).toEqual([
    'Okta reported on 06:00 that they left (event evt_1). It is held for an operator, because more people were reported to have left within an hour than the limit allows.',
    'They were to be on duty (evt_3); given up 06:00, reason: HTTP 400. Retry it, or dismiss it.',
    'Their open conversations were handed over to ben: 3 (since 06:00).',
    'With 1 of them that was not possible; `ops handover` with `dryRun` lists them.',
    'An override says off duty until Mon 30 Nov 12:00, and does not count.',
    'Leave: Mon 30 Nov 12:00–15:00.',
    ...[1, 2, 3].map(() => 'Shift extra: Mon 30 Nov 12:00–15:00, reported by an event.'),
    'Further shifts reported by events: 1.',
    'Leaves Mon 30 Nov 12:00, announced by Okta 06:00 (event evt_4).',
  ]);
});

test('whoever is locked out is told of no leave, override or leaving to come', () => {
  const planned = [{ kind: 'offboarded', due: LATER, said: BEFORE, event: 'e', source: 'Okta' } as const];
  const override = { available: true, until: null, event: 'e' };
  expect(why(person('ana', { should: LEFT, planned, override }))).toHaveLength(1);
});

test('the explanation is in the reader’s language, with its clock', async () => {
  const view = person('ana', { should: ON, frontline: seenNow(false), held: [HELD] });
  await speak(localeOf(['de-DE']));
  expect(why(view)).toEqual([
    'ana ist bis 09:00 eigene Zeit (15:00 in Madrid) im Dienst: Schicht early.',
    'In Frontline: nicht im Dienst; sollte sein: im Dienst. Hat die Schicht gerade begonnen oder geendet, ändert es der nächste Durchlauf; hat jemand von Hand umgeschaltet, der nächste Schichtwechsel.',
    'Ausgeschieden laut Okta, Meldung: 06:00 eigene Zeit (12:00 in Madrid) (Ereignis evt_1). Zurückgehalten, bis ein Operator entscheidet, weil innerhalb einer Stunde mehr Personen als ausgeschieden gemeldet wurden, als die Grenze erlaubt.',
  ]);
  await speak(localeOf(['es-MX']));
  expect(why(view)[0]?.replaceAll(/\s/g, ' ')).toBe(
    'ana está de servicio hasta las 9:00 a.m., hora local (3:00 p.m. en Madrid): turno early.',
  );
});
