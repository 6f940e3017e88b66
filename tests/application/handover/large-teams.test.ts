import { identityOf, rosterOf } from '../../support/roster';
import { createOffice, fill, type Office, ticks } from './office';

// A team of many people on duty.

const openOf = (office: Office, key: string) => office.twilio.open(identityOf(key)).length;
const asked = (office: Office) => office.calls.filter((call) => call.startsWith('target.find'));

function officeOf(count: number): Office {
  const keys = Array.from({ length: count }, (_, index) => `person${index}`);
  const days = 'mon, tue, wed, thu, fri, sat, sun';
  const more = `teams: { sales: [${keys.join(', ')}] }\nhandover: { left: sales }`;
  return createOffice(rosterOf(['ben', ...keys], { onDuty: keys, days, to: '20:00', more }));
}

test('one conversation is handed over to a team of 1,000 with few calls, at 120 ms for 20 of them', async () => {
  const office = officeOf(1000);
  fill(office, 'ben', 1);
  office.leaves('ben');
  let calls = 0;
  office.fate = () => {
    if (++calls % 20 === 0) office.now += 120;
    return undefined;
  };
  await office.tick();
  expect(openOf(office, 'ben')).toBe(0);
  expect(office.calls.length).toBeLessThan(80);
});

test('others of a large team are asked a minute later', async () => {
  const office = officeOf(100);
  fill(office, 'ben', 1);
  office.leaves('ben');
  await office.tick();
  const first = asked(office);
  fill(office, 'person99', 1, 1);
  office.leaves('person99');
  office.calls.length = 0;
  await office.tick();
  expect(asked(office).filter((call) => first.includes(call))).toEqual([]);
});

test('those of a large team who cannot use Frontline are passed over until somebody can', async () => {
  const office = officeOf(100);
  fill(office, 'ben', 5);
  office.leaves('ben');
  for (let index = 0; index < 100; index++)
    if (index !== 57) office.users.set(identityOf(`person${index}`), { access: false });
  await ticks(office, 2);
  expect(openOf(office, 'person57')).toBe(5);
});

test('200 conversations go to a team of 400 within what a Document may have', async () => {
  const office = officeOf(400);
  fill(office, 'ben', 200);
  office.leaves('ben');
  await ticks(office, 3);
  expect(office.record('ben')?.handover).toMatchObject({ step: 'done', moved: 200, failed: 0 });
});
