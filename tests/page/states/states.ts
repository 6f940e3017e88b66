import { OPERATORS } from '../../support/named-operators';
import { crowd, memberOf, TEAM } from '../rosters';
import { holdMany } from '../scenarios';
import { ACTING_STATES } from './acting-states';
import { ENTERING_STATES } from './entering-states';
import { PEOPLE_STATES } from './people-states';
import { REPORT_STATES } from './report-states';
import { ROSTER_STATES } from './roster-states';
import type { PageState } from './state';

/** States that one deployed roster has. */
export interface StateSet {
  readonly title: string;
  readonly yaml: string;
  readonly states: readonly PageState[];
}

const member = (index: number) => `${memberOf(index)}@example.com`;

/** Every state of the page that is looked at: pictures are taken of them, and axe examines them, in each language. */
export const STATE_SETS: readonly StateSet[] = [
  {
    title: 'a team',
    yaml: `${TEAM}teams: { nightly: [lou] }\nhandover: { left: nightly, leave: none, after: 0 hours }\n${OPERATORS}`,
    states: [...ENTERING_STATES, ...PEOPLE_STATES, ...ACTING_STATES, ...REPORT_STATES, ...ROSTER_STATES],
  },
  {
    title: 'three hundred people',
    yaml: crowd(300),
    states: [
      {
        name: 'three-hundred-people',
        async prepare(deployment) {
          await holdMany(
            deployment,
            Array.from({ length: 32 }, (_, index) => member(index * 7)),
          );
          await deployment.put(member(8), { is_available: false });
        },
      },
    ],
  },
];
