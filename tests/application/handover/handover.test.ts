import { identityOf } from '../../support/roster';
import { createOffice, fill, type Office, ticks } from './office';
import { rosterWith, TO_SALES } from './rosters';

const openOf = (office: Office, key: string) => office.twilio.open(identityOf(key)).length;

describe('a hand-over to a team', () => {
  test('gives the conversations of a leaver to those on duty who have fewest', async () => {
    const office = createOffice(TO_SALES);
    fill(office, 'ben', 9);
    fill(office, 'ana', 3, 100);
    office.leaves('ben');
    await ticks(office, 3);
    expect(office.record('ben')?.handover).toMatchObject({ step: 'done', moved: 9, failed: 0 });
    expect(['ana', 'ben', 'cy', 'dan'].map((key) => openOf(office, key))).toEqual([4, 0, 4, 4]);
  });

  test('calls nothing where the roster has no hand-over and no record has one', async () => {
    const office = createOffice(rosterWith(''));
    fill(office, 'ben', 2);
    office.leaves('ben');
    await ticks(office, 2);
    expect(office.calls).toEqual([]);
  });

  test('calls nothing any more once it is done', async () => {
    const office = createOffice(TO_SALES);
    fill(office, 'ben', 2);
    office.leaves('ben');
    await ticks(office, 3);
    office.calls.length = 0;
    await ticks(office, 3);
    expect(office.calls).toEqual([]);
  });
});
