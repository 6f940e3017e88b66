/** `rosterline fleet check`: validates each account's roster and environment file. */
import type { Roster } from '../../assets/domain/roster/roster';
import { windowAt } from '../../assets/feeds/next-stored';
import { checkRoster } from '../commands/check';
import { checkDeployable } from '../environment/deployable';
import { type Waiting, waitFor } from '../progress';
import { askFeeds, feedFetcherFor } from '../roster/ask-feeds';
import { findEarlierRoster } from '../roster/earlier-roster';
import { readText } from './read-text';
import type { AccountAction } from './results';

export const CHECK_COLUMNS = ['result', 'people', 'shifts', 'errors', 'warnings'];

/**
 * Checks a roster as `rosterline check` does, and the environment file as a deployment does.
 * @param feeds whether to fetch the calendars, too
 */
export function checkAccount(feeds: boolean, waiting: Waiting): AccountAction {
  return async ({ name, env, roster: file }) => {
    const text = readText(file);
    const { set, problems } = checkDeployable(readText(env));
    const now = Date.now();
    const fetch = feedFetcherFor(set.FEEDS_ALLOW_PRIVATE === 'true');
    const ask = (roster: Roster) =>
      waitFor(`${name}: fetching the calendars …`, () => askFeeds(roster, windowAt(now), fetch), waiting);
    const earlier = findEarlierRoster(file);
    const checked = await checkRoster(text, file, now, { earlier, ...(feeds && { ask }) });
    const { people = '', shifts = '', errors, warnings } = checked.report;
    const isWell = checked.code === 0 && problems.length === 0;
    const environment = problems.map((problem) => `${env}: ${problem.name} ${problem.message}`);
    // The last line sums the roster up, as the table does.
    const lines = [...checked.lines.slice(0, -1), ...environment];
    return {
      code: isWell ? 0 : 1,
      cells: {
        result: isWell ? 'valid' : 'INVALID',
        people,
        shifts,
        errors: errors.length + problems.length,
        warnings: warnings.length,
      },
      lines,
      json: { roster: checked.report, environment: { file: env, problems } },
    };
  };
}
