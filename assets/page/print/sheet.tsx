/** The roster on paper: a table of times, with everybody whom the page shows. */
import { now } from '../clock';
import { t } from '../i18n/translate';
import { stretchesOf } from '../model/bars';
import { DAYS, type TimesIn } from '../model/frame';
import { nameOf } from '../model/names';
import { type PrintLine, printCells } from '../model/print-cells';
import type { Row } from '../model/row';
import { dateName, dayName, isWeekend, timeOfDay, weekdayName } from '../model/times';
import { clockOf, dayOf, type WallClock } from '../model/wall-clock';
import type { Days } from '../people/days';

export interface PrintedRoster {
  readonly rows: readonly Row[];
  readonly days: Pick<Days, 'frame' | 'state' | 'windows' | 'reach'>;
  readonly viewer: WallClock;
  readonly timesIn: TimesIn;
}

export function Sheet({ rows, days: shown, viewer, timesIn }: PrintedRoster) {
  const { frame, reach } = shown;
  const days = Array.from({ length: frame.days }, (_, index) => frame.first + index);
  const wall = viewer.wall(now());
  const today = dayOf(wall);
  const year = String(new Date(now()).getUTCFullYear());
  const on = (day: number) => dayName(day, today);
  // Empty days would say that nobody is on duty.
  if (shown.state === 'loading' || shown.state === 'failed') return <p>{t('print.not-loaded')}</p>;
  const values = { from: on(frame.first), to: on(frame.first + frame.days - 1) };
  const zone = timesIn === 'mine' ? t('print.zone', { zone: viewer.zone }) : t('print.zones');
  return (
    <>
      <h1>{t('print.title', values)}</h1>
      <p>
        {zone} {t('print.printed', { day: on(today), year, time: timeOfDay(wall) })}
      </p>
      <table class={frame.days > DAYS ? 'print-long' : undefined}>
        <thead>
          <tr>
            <th scope="col" class="print-person">
              {t('print.person')}
            </th>
            {days.map((day) => (
              <th key={day} scope="col" class={isWeekend(day) ? 'weekend' : undefined}>
                {weekdayName(day)} {dateName(day)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ person, window: around }) => {
            const window = shown.state === 'here' ? around : shown.windows.get(person.person);
            const clock = clockOf(person.zone);
            const stretches = window ? stretchesOf(window, reach) : [];
            const cells = printCells(stretches, frame, timesIn === 'mine' ? viewer : clock);
            return (
              <tr key={person.person}>
                <th scope="row">
                  {nameOf(person)}
                  {timesIn === 'theirs' && ` (${clock.city})`}
                  {person.should.state === 'deactivated' && ` – ${t('print.left')}`}
                </th>
                {cells.map((lines, index) => (
                  <td key={days[index]} class={isWeekend(days[index] ?? 0) ? 'weekend' : undefined}>
                    {lines.map((line) => (
                      <Line key={`${line.away} ${line.time}`} line={line} />
                    ))}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}

function Line({ line: { time, away } }: { readonly line: PrintLine }) {
  if (!away) return <div>{time}</div>;
  return (
    <div class="print-off">
      {t(`print.${away}`)} {time}
    </div>
  );
}
