import { rosterOf } from '../../support/roster';

const TEAM = ['ana', 'ben', 'cy', 'dan'];

/** Four people; those of `onDuty` from 6 to 20 every day. `sales` are all but Ben. */
export function rosterWith(more: string, onDuty: readonly string[] = TEAM): string {
  const days = 'mon, tue, wed, thu, fri, sat, sun';
  const roster = rosterOf(TEAM, { onDuty, days, to: '20:00', more: `teams: { sales: [ana, cy, dan] }\n${more}` });
  return roster.replace('from: "08:00"', 'from: "06:00"');
}

export const TO_SALES = rosterWith('handover: { left: sales, leave: sales }');
