import { answerOf } from '../../../assets/page/dialogs/answer';
import { localeOf } from '../../../assets/page/i18n/language';
import { clockOf } from '../../../assets/page/model/wall-clock';
import { HELD, LEFT, NOON, ON, person, seenNow } from '../model/people';
import { speakEverywhere } from '../texts';

const utc = clockOf('UTC');
const reading = (tag: string) => speakEverywhere(localeOf([tag]));
const answer = (...given: Parameters<typeof person>) => answerOf(person(...given), undefined, utc, NOON);
const at = (time: string) => `2026-11-22T${time}:00Z`;
const HERE = { zone: 'UTC' } as const;

afterEach(() => reading('en-GB'));

test('somebody on duty is told until when and why, and whether Frontline matches', () => {
  expect(answer('ana', { ...HERE, should: ON, frontline: seenNow(true) })).toEqual([
    'ana is on duty until 14:00: shift early.',
    'In Frontline they are on duty, as they should be.',
  ]);
  expect(answer('ana', { ...HERE, should: ON, frontline: seenNow(false) })[1]).toMatch(
    /^In Frontline they are off duty, and should be on duty\. If their shift has just begun/,
  );
});

test('a time is on both clocks where they differ', () => {
  expect(answer('ana', { should: ON })).toEqual([
    'ana is on duty until 14:00 your time (15:00 in Madrid): shift early.',
  ]);
});

test('somebody without an end in sight, or without a roster, is told so', () => {
  expect(answer('ana', { onRoster: false })).toEqual([
    'ana is off duty, with no end in sight: no shift, and not on the roster.',
  ]);
  expect(answer('eva', { should: { available: null } })).toEqual([
    'eva is not on the roster, and nothing has been said of their availability.',
  ]);
});

test('a leaver is told by every source that reported it, and nothing that was set is promised', () => {
  const lockouts = [
    { source: 'Okta', said: at('11:00'), due: at('11:00') },
    { source: 'an operator', said: at('10:00'), due: at('10:30') },
  ];
  const left = { ...HERE, should: LEFT, lockouts, frontline: seenNow(false, 'deactivated') };
  const leave = [{ key: 'x', from: at('12:00'), to: at('13:00') }];
  expect(answer('ana', { ...left, leave })).toEqual([
    'ana is locked out: Okta reported that they left, 11:00; an operator announced that they leave, 10:30.',
    'In Frontline they are locked out, as they should be.',
  ]);
  expect(answer('ana', { ...left, frontline: seenNow(true, 'deactivated') })[1]).toContain('still marked as available');
  expect(answer('ana', { ...left, frontline: seenNow(true) })[1]).toContain(
    'should be locked out. Somebody changed it',
  );
});

test('a leaver who is not locked out yet should be, in every language', async () => {
  const firstOf = (...given: Parameters<typeof person>) => answer(...given)[0];
  const seen = [seenNow(true), { seen: 'missing' }] as const;
  const words = {
    'en-GB': 'ana should be locked out:',
    'es-ES': 'ana no debería tener acceso:',
    'de-DE': 'ana soll gesperrt sein:',
  };
  for (const frontline of seen) {
    for (const [tag, start] of Object.entries(words)) {
      await reading(tag);
      expect(firstOf('ana', { ...HERE, should: LEFT, frontline })).toContain(start);
    }
  }
  await reading('de-DE');
  expect(firstOf('ana', { ...HERE, should: LEFT, frontline: seenNow(false, 'deactivated') })).toBe(
    'ana ist gesperrt: ausgeschieden.',
  );
});

test('Frontline that has no such user, or does not answer, is told', () => {
  expect(answer('ana', { frontline: { seen: 'missing' } })[1]).toBe('Frontline has no such user.');
  expect(answer('ana', { frontline: { seen: 'unreachable' } })[1]).toBe('Frontline could not be asked just now.');
  expect(answer('ana', { unreadable: true, frontline: seenNow(true) })[1]).toMatch(
    /they are on duty\. Whether that is/,
  );
});

test('what is held, waits and was given up has a sentence each', () => {
  const pending = {
    event: 'e1',
    change: ['available=true'],
    since: at('11:00'),
    attempts: 2,
    next: at('12:05'),
    missing: false,
  };
  const failed = [{ event: 'e2', change: ['friendlyName'], since: at('09:00'), at: at('10:00'), reason: 'HTTP 400' }];
  const [, ...told] = answer('ana', { ...HERE, should: ON, held: [HELD], pending, failed });
  expect(told).toEqual([
    'Okta reported that they left, 11:00 (event evt_1). It is held for an operator, because more people were reported to have left within an hour than the limit allows.',
    'They are still to be on duty in Frontline (e1), since 11:00; attempts so far: 2, the next: 12:05.',
    'They were to be given a new name (e2); given up, 10:00, reason: HTTP 400. Retry it, or dismiss it.',
  ]);
  expect(answer('ana', { ...HERE, pending: { ...pending, missing: true } })[1]).toMatch(/it has no such user\.$/);
});

test('what is to come is told: overrides that do not count, leave, shifts of events and announcements', () => {
  const shift = { from: at('15:00'), to: at('16:00') };
  const planned = [{ kind: 'offboarded', due: at('18:00'), said: at('09:00'), event: 'e3', source: 'Okta' }] as const;
  const given: Parameters<typeof person>[1] = {
    ...HERE,
    onRoster: false,
    planned,
    override: { available: true, until: at('13:00'), event: 'e4' },
    leave: [{ key: 'x', from: at('12:00'), to: at('13:00') }],
    shifts: [{ ...shift, label: 'late' }, shift, shift, shift],
  };
  expect(answer('ana', given).slice(1)).toEqual([
    'An override says on duty until 13:00, and does not count.',
    expect.stringMatching(/^Leave: .*12:00–13:00\.$/),
    expect.stringMatching(/^Shift late: .*15:00–16:00, reported by an event\.$/),
    ...Array.from({ length: 2 }, () => expect.stringMatching(/^Shift: .*15:00–16:00/)),
    'Further shifts reported by events: 1.',
    'Shifts of events put nobody on duty who is not on the roster.',
    'Leaves: 18:00. Announced by Okta: 09:00 (event e3).',
  ]);
});

test.each([
  ['moving', 'are being handed over to ben: 2 so far'],
  ['waiting', 'are to be handed over to ben: 1 wait for somebody who can take over, 2 are done'],
  ['done', 'were handed over to ben: 2'],
  ['returned', 'were given back: 1 of 2, those that could be'],
  ['kept', 'were handed over to ben, and stay there although they are in again: 2'],
] as const)('conversations whose hand-over is at the step %s are told', (step, words) => {
  const handover = {
    step,
    because: 'left',
    to: 'ben',
    since: at('11:00'),
    moved: 2,
    failed: 1,
    waiting: 1,
    returned: 1,
  } as const;
  expect(answer('ana', { ...HERE, handover }).slice(1)).toEqual([
    `Their open conversations ${words}, since 11:00.`,
    'With 1 of them that was not possible; ops handover with dryRun lists them.',
  ]);
});

test('the answer is in the reader’s language, and nothing in it is English', async () => {
  const given = { ...HERE, should: ON, held: [HELD], frontline: seenNow(false) };
  await reading('de-DE');
  expect(answer('ana', given)).toEqual([
    'ana ist bis 14:00 im Dienst: Schicht early.',
    expect.stringMatching(/^In Frontline: nicht im Dienst\. Soll: im Dienst\. Hat die Schicht/),
    'Laut Okta ausgeschieden, 11:00 (Ereignis evt_1). Zurückgehalten, bis ein Operator entscheidet, weil innerhalb einer Stunde mehr Personen als ausgeschieden gemeldet wurden, als die Grenze erlaubt.',
  ]);
  await reading('es-ES');
  expect(answer('ana', given)[0]).toBe('ana está de servicio hasta las 14:00: turno early.');
});
