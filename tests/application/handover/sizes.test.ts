import { identityOf, rosterOf } from '../../support/roster';
import { createOffice, fill, ticks } from './office';

/** A team of so many on duty, whose identities have so many characters. */
function rosterOfMany(count: number, length: number): string {
  const keys = Array.from({ length: count }, (_, index) => `p${index}`);
  const more = `teams: { sales: [${keys.join(', ')}] }\nhandover: { left: sales }`;
  const yaml = rosterOf(['ben', ...keys], { onDuty: keys, days: 'mon', to: '20:00', more });
  return yaml.replace(
    /identity: (p\d+)@/g,
    (_, key) => `identity: ${key}${'x'.repeat(length - `${key}@example.com`.length)}@`,
  );
}

test.each([
  [400, 20],
  [150, 256],
])('batches for a team of %d with identities of %d characters stay below 10 KiB', async (count, length) => {
  const office = createOffice(rosterOfMany(count, length));
  fill(office, 'ben', 200);
  // The first who are asked have no room: others are written down in their place.
  office.twilio.limit = 2;
  const { add } = office.twilio;
  let refused = 0;
  office.twilio.add = async (...wanted) => (++refused <= 60 ? 'full' : add(...wanted));
  office.leaves('ben');
  await office.tick();
  expect(refused).toBeGreaterThan(60);
  await ticks(office, 4);
  expect(office.twilio.open(identityOf('ben'))).toEqual([]);
  const sizes = [...office.documents.values()].map(({ text }) => Buffer.byteLength(text));
  expect(Math.max(...sizes)).toBeLessThan(10 * 1024);
});
