import { Refused } from '../../../assets/application/conversations';
import { identityOf, rosterOf } from '../../support/roster';
import { createOffice, fill, ticks } from './office';
import { TO_SALES } from './rosters';

const CLOSES = rosterOf(['ben', 'ana'], { more: 'handover: { left: close }' });

test.each(['', 'handover: { left: none }'])(
  'a hand-over is held by a roster that says "%s", and goes on with a better one',
  async (line) => {
    const office = createOffice(CLOSES);
    fill(office, 'ben', 600);
    office.leaves('ben');
    let calls = 0;
    office.fate = () => {
      if (++calls % 20 === 0) office.now += 500;
      return undefined;
    };
    await office.tick();
    const before = office.twilio.open(identityOf('ben')).length;
    expect(before).toBeGreaterThan(0);
    office.deploy(CLOSES.replace('handover: { left: close }', line));
    await ticks(office, 3);
    expect(office.twilio.open(identityOf('ben'))).toHaveLength(before);
    expect(office.record('ben')?.handover?.step).toBe('waiting');
    expect(office.alerts.at(-1)?.cause).toBe('handover-stalls');
    office.deploy(CLOSES);
    await ticks(office, 30);
    expect(office.twilio.open(identityOf('ben'))).toEqual([]);
  },
);

test('a list that Twilio refuses is alerted at the first tick', async () => {
  const office = createOffice(TO_SALES);
  fill(office, 'ben', 1);
  office.fate = (_, call) =>
    call.startsWith('ofWorker') ? new Refused({ cause: undefined, status: 403, code: 20003 }) : undefined;
  office.leaves('ben');
  await office.tick();
  expect(office.alerts.map(({ cause }) => cause)).toEqual(['handover-stalls']);
});
