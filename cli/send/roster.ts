/** The roster that `send` looks a person up in, to say whom somebody may have meant. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Person } from '../../assets/domain/roster/roster';
import { readRoster } from '../../assets/roster-file/read';
import type { Surroundings } from '../environment/choice';
import { sourceAnswer } from '../live-roster/answers';
import { firstSecret } from './delivery';
import { get } from './post';
import { isLoopback, type Settings } from './settings';

const LIMIT_MS = 3000;

/**
 * @param to where the live roster is, if it may be asked for.
 * @returns the people of the live roster where that is on this machine, as `npm start` has it; else those of the roster file here: the operators' secret is
 * not sent anywhere for a hint. Nobody where neither can be read.
 */
export async function peopleKnown(
  to: string | undefined,
  setting: Settings,
  { variables, folder }: Surroundings,
): Promise<readonly Person[]> {
  const secret = to !== undefined && isLoopback(to) ? setting('OPS_SECRET') : undefined;
  if (to !== undefined && secret !== undefined) return liveRoster(new URL(to).origin, secret);
  const file = resolve(folder, variables.ROSTER || 'roster.yaml');
  return existsSync(file) ? peopleOf(readFileSync(file, 'utf8')) : [];
}

async function liveRoster(origin: string, secret: string): Promise<readonly Person[]> {
  const headers = { Authorization: `Bearer ${firstSecret(secret).value}` };
  const outcome = await get({ url: `${origin}/roster/source`, headers }, LIMIT_MS);
  if ('unreachable' in outcome || outcome.status !== 200) return [];
  try {
    return peopleOf(sourceAnswer.parse(JSON.parse(outcome.text)).yaml);
  } catch {
    // Something else listens there; then there is no hint.
    return [];
  }
}

function peopleOf(yaml: string): readonly Person[] {
  const read = readRoster(yaml, 'roster.yaml');
  return 'errors' in read ? [] : read.roster.people;
}
