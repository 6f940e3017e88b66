import type { Configuration } from '../configuration.private';
import type { People } from '../decisions/decisions.private';
import type { Resolver } from '../duty/duty';
import type { Log } from '../log';
import type { Roster } from '../roster/roster';
import type { DutyTable, Records, Users } from '../twilio/twilio.private';

/** Everything a flow may touch of the world, made by the composition root for one execution. */
export interface Ports {
  readonly configuration: Configuration;
  readonly roster: Roster;
  readonly people: People;
  readonly resolver: Resolver;
  readonly records: Records;
  readonly duty: DutyTable;
  readonly users: Users;
  readonly log: Log;
  /** ms since the epoch. */
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
}
