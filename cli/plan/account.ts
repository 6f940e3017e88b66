import { resolve } from 'node:path';
import { readEnvironment } from '../../emulator/environment';
import { announce, chooseFile, type Surroundings, usageLine } from '../environment/choice';
import { readDeployable } from '../environment/deployable';
import { LOCAL_TWILIO_URL } from '../local-urls';
import type { LiveAccount } from './client';

/** The options that name an account: `--env <file>` and `--local [url]`. */
interface AccountOptions {
  readonly env?: string;
  readonly local?: string | true;
}

/**
 * Chooses the environment and the Twilio: the values in .env.example belong to the local one. What is chosen is said first.
 * @throws Error in words for people if the environment cannot be read, or may not be used with the real Twilio.
 */
export function liveAccount(
  { env, local }: AccountOptions,
  surroundings: Surroundings = { variables: process.env, folder: process.cwd() },
  say: (line: string) => void = announce,
): LiveAccount {
  const { name, isNamed } = chooseFile(env, surroundings, local === undefined ? undefined : true);
  const file = resolve(surroundings.folder, name);
  const url =
    local === true ? LOCAL_TWILIO_URL : (local ?? (!isNamed && name === '.env.example' ? LOCAL_TWILIO_URL : undefined));
  if (url !== undefined) {
    const environment = readEnvironment(file);
    say(usageLine(name, `the local Twilio at ${url}`));
    return { environment, local: url };
  }
  const environment = readDeployable(file, name);
  say(usageLine(name, `the Twilio account ${environment.ACCOUNT_SID}`));
  return { environment };
}
