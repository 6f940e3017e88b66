/** What the page makes of facts, in the languages of its readers. */
import type { PersonView, WholeView } from '../../../assets/api/views/views';
import { localeOf } from '../../../assets/page/i18n/language';
import { actionItemsOf } from '../../../assets/page/model/action-items';
import { changeInWords } from '../../../assets/page/model/changes';
import { questionOf } from '../../../assets/page/model/questions';
import { auditSourceInWords, reasonInWords, reasonLabel, sourcesInWords } from '../../../assets/page/model/reasons';
import { refusalInWords } from '../../../assets/page/model/refusals';
import { rowsOf } from '../../../assets/page/model/rows';
import { compareWithFrontline, desiredStatus } from '../../../assets/page/model/status';
import { clockOf } from '../../../assets/page/model/wall-clock';
import { speakEverywhere } from '../texts';
import { HELD, LEFT, NOON, ON, ON_TIME, page, person, whole } from './people';

const utc = clockOf('UTC');
const reading = (tag: string) => speakEverywhere(localeOf([tag]));

afterEach(() => reading('en-GB'));

function items(people: readonly PersonView[], given: Partial<WholeView> = {}) {
  const rows = rowsOf([page(people, { whole: whole(given) })], new Map());
  return actionItemsOf(rows, whole(given), utc, NOON, ON_TIME).map(({ about, text }) => `${about} ${text}`);
}

test('the schedule’s reasons are in the reader’s language, with the names as they are', async () => {
  const reasons = [
    'shift early',
    'swap weekend (for ben)',
    'cover by ana (rotation night)',
    'holiday es',
    'off',
    'leave',
  ];
  await reading('de');
  expect(reasons.map(reasonInWords)).toEqual([
    'Schicht early',
    'Tausch weekend (für ben)',
    'Vertretung durch ana (Rotation night)',
    'Feiertag es',
    'keine Schicht',
    'Abwesenheit',
  ]);
  await reading('es');
  expect(reasons.map(reasonInWords)).toEqual([
    'turno early',
    'intercambio weekend (por ben)',
    'sustitución por ana (rotación night)',
    'festivo es',
    'sin turno',
    'ausencia',
  ]);
  expect(reasonLabel('shift early')).toBe('early');
});

test('a reason that is none of the schedule’s is shown as it came', () => {
  expect([reasonInWords('by hand'), auditSourceInWords('BambooHR')]).toEqual(['by hand', 'BambooHR']);
});

test('whoever reported something, and what a line of the audit is due to, is named in the reader’s language', async () => {
  await reading('de');
  expect(sourcesInWords(['Okta', 'an operator', 'Okta'])).toBe('Okta und Operator');
  expect(['Operator', 'Text message', 'Schedule: no shift', 'Schedule: shift early'].map(auditSourceInWords)).toEqual([
    'Operator',
    'Textnachricht',
    'Dienstplan: keine Schicht',
    'Dienstplan: Schicht early',
  ]);
  expect(changeInWords(['state=deactivated', 'available=false'])).toBe('gesperrt');
});

test('a status in the middle of a sentence keeps the small letters of its language', async () => {
  await reading('de');
  const ana = person('ana', { should: ON, frontline: { seen: 'noted', available: false } });
  expect(desiredStatus(ana).words).toBe('Im Dienst');
  const differences = [{ person: 'ana', field: 'available' as const, found: 'false', expected: 'true' }];
  expect(items([ana], { differences })).toContain(
    'ana Frontline: nicht im Dienst. Dienstplan: im Dienst (Schicht early).',
  );
});

test('what Frontline has is compared in every language, and the verdict is the same', async () => {
  const row = { person: person('ana', { should: LEFT }), window: undefined, observation: undefined, found: undefined };
  const verdicts: string[] = [];
  for (const tag of ['en', 'es', 'de']) {
    await reading(tag);
    const { verdict, words } = compareWithFrontline(row, ON_TIME);
    verdicts.push(`${verdict} ${words}`);
  }
  expect(verdicts).toEqual(['sent Sent', 'sent Enviado', 'sent Gesendet']);
});

test('a lock-out is asked about with its reason and its day in the reader’s language', async () => {
  const due = '2026-11-30T17:00:00Z';
  const ana = person('ana', { zone: 'UTC', should: ON, held: [{ ...HELD, due, why: 'protected' }] });
  await reading('es-ES');
  expect(questionOf({ kind: 'release', person: ana }, utc, NOON)).toMatchObject({
    title: '¿Bloquear a ana?',
    verb: 'Bloquear a ana',
    consequence: [
      'ana (ana@example.com) pierde el acceso a Frontline cuando corresponde, el lun, 30 nov a las 17:00.',
      'Está retenido, porque está en la lista protect del cuadrante.',
      'Comprobar que se trata de esa persona.',
      'Restablecer el acceso lo deshace.',
    ],
  });
});

test('two sources that contradict one another are both named, with the day', async () => {
  const opposing = [{ source: 'Okta', said: '2026-11-03T09:00:00Z', due: '2026-11-03T09:00:00Z' }];
  const held = { ...HELD, why: 'other_source', kind: 'reinstated', source: 'an operator', opposing } as const;
  const gone = person('ana', { should: LEFT, held: [held] });
  await reading('de');
  expect(items([gone])[0]).toBe(
    'ana Laut Operator ist ana zurück; laut Okta gesperrt am 3. November. Zurückgehalten: Die Sperre bleibt, bis entschieden ist.',
  );
});

test('why Frontline is of no use is told by the status that it answered', async () => {
  const since = '2026-11-22T11:00:00Z';
  const told = (status?: number) =>
    refusalInWords({ since, text: '', ...(status !== undefined && { status }) }, utc, NOON).text;
  expect(told(401)).toContain('rejected the credentials (401)');
  expect(new Set([undefined, 401, 403, 429, 503, 404].map(told)).size).toBe(6);
  await reading('de');
  expect(refusalInWords({ since, changesOnly: true, text: '' }, utc, NOON).title).toBe(
    'Frontline nimmt seit 11:00 keine Änderungen an',
  );
  expect(told(503)).toContain('eine Störung bei Twilio (503)');
});
