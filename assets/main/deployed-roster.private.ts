import roster from '../../roster.yaml';
import { compiler, text } from '../../roster.yaml?digests';
import { compiledRoster } from '../application/live-roster/current-roster';
import type { DeployedRoster } from '../application/live-roster/roster-in-use';

/** The roster that was deployed. The build compiles it from the file, or refuses to deploy. */
export const deployed: DeployedRoster = {
  ...compiledRoster(roster),
  digest: text,
  compiler,
  // Loaded only when needed: ticks and deliveries have no use for it.
  text: async () => (await import('./deployed-text.private')).text,
};
