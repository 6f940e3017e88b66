import { existsSync } from 'node:fs';
import { readEnvironment } from '../../emulator/environment';
import { readDeployable } from '../environment/deployable';
import type { LiveAccount } from './client';

/** Where `npm start` has the local Twilio: the same variable moves both. */
export const LOCAL_TWILIO_URL = `http://127.0.0.1:${process.env.TWILIO_LOCAL_PORT || '4010'}`;

/** The options that name an account: `--env <file>` and `--local [url]`. */
interface AccountOptions {
  readonly env?: string;
  readonly local?: string | true;
}

/**
 * Chooses the environment and the Twilio: the values in .env.example belong to the local one.
 * @throws Error in words for people if the environment cannot be read, or may not be used with the real Twilio.
 */
export function liveAccount({ env, local }: AccountOptions): LiveAccount {
  const file = env ?? (existsSync('.env') ? '.env' : '.env.example');
  const url =
    local === true
      ? LOCAL_TWILIO_URL
      : (local ?? (env === undefined && file === '.env.example' ? LOCAL_TWILIO_URL : undefined));
  return url === undefined ? { environment: readDeployable(file) } : { environment: readEnvironment(file), local: url };
}
