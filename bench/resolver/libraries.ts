/** The same question through libraries, each in the quickest way that it offers. */
import { DateTime } from 'luxon';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import type { Crowd } from './crowd';

export interface Library {
  readonly name: string;
  /** Whatever can be made ready once; then whether one person is on duty. */
  readonly prepare: (hours: Crowd['hours']) => (person: number, instant: number) => boolean;
}

export const LIBRARIES: readonly Library[] = [
  {
    name: 'rrule-temporal',
    prepare: (hours) => {
      const rules = new Map<string, RRuleTemporal>();
      const ruleOf = hours.map(({ zone, from }) => {
        const key = `${zone} ${from}`;
        const rule = rules.get(key) ?? new RRuleTemporal({ rruleString: weekdays(zone, from) });
        rules.set(key, rule);
        return rule;
      });
      return (person, instant) => {
        const last = ruleOf[person]?.previous(new Date(instant), true);
        const { from = 0, to = 0 } = hours[person] ?? {};
        return last !== null && last !== undefined && instant < last.epochMilliseconds + (to - from) * 60_000;
      };
    },
  },
  {
    name: 'temporal-polyfill',
    prepare: (hours) => (person, instant) => {
      const { zone = 'UTC', from = 0, to = 0 } = hours[person] ?? {};
      const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
      return isWithin(local.dayOfWeek, local.hour * 60 + local.minute, from, to);
    },
  },
  {
    name: 'luxon',
    prepare: (hours) => (person, instant) => {
      const { zone = 'UTC', from = 0, to = 0 } = hours[person] ?? {};
      const local = DateTime.fromMillis(instant, { zone });
      return isWithin(local.weekday, local.hour * 60 + local.minute, from, to);
    },
  },
];

function isWithin(weekday: number, minute: number, from: number, to: number): boolean {
  return weekday <= 5 && minute >= from && minute < to;
}

/** From the Monday before the benchmark's week on, so that no library walks through years. */
function weekdays(zone: string, from: number): string {
  const time = `${String(Math.floor(from / 60)).padStart(2, '0')}${String(from % 60).padStart(2, '0')}00`;
  return `DTSTART;TZID=${zone}:20261109T${time}\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR`;
}
