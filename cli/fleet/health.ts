/** `rosterline fleet health`: asks every account whether it is well, and which version it runs. */
import * as z from 'zod';
import { get, type Outcome } from '../send/post';
import { addressOf } from './address';
import type { FleetRecord } from './record';
import type { AccountAction, AccountResult } from './results';
import { presentedValue, readVariables } from './secrets';

export const HEALTH_COLUMNS = ['result', 'tick', 'version', 'commit', 'roster', 'held', 'failed'];

/** Longer than a Function may run, ms. */
const LIMIT_MS = 15_000;

const healthSchema = z.object({
  status: z.string(),
  detail: z.string().optional(),
  dryRun: z.boolean().optional(),
  secondsSinceTick: z.number().optional(),
  // Only for those who show METRICS_TOKEN.
  version: z.string().nullish(),
  commit: z.string().nullish(),
  rosterVersion: z.number().nullish(),
  held: z.number().optional(),
  failed: z.number().optional(),
});
type Health = z.infer<typeof healthSchema>;

/** Well is what monitors take for well: an answer 200. @param limitMs how long an account may take */
export function healthOfAccount(record: FleetRecord, limitMs = LIMIT_MS): AccountAction {
  return async (account) => {
    const variables = readVariables(account.env);
    const token = presentedValue(variables, 'METRICS_TOKEN');
    const url = await addressOf(account, variables, record);
    const headers: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    return readHealth(await get({ url: `${url}/health`, headers }, limitMs), url, token !== undefined);
  };
}

/** @param asked whether METRICS_TOKEN was shown */
export function readHealth(outcome: Outcome, url: string, asked: boolean): AccountResult {
  if ('unreachable' in outcome) return bad('UNREACHABLE', outcome.unreachable, { url, error: outcome.unreachable });
  const { status, text } = outcome;
  const health = healthOf(text);
  if (health === undefined) {
    const error =
      status === 500
        ? `${url}/health answers 500: its environment is invalid; the log in the Twilio console lists the errors`
        : `${url}/health answers ${status}, and not as Rosterline does`;
    return bad('UNKNOWN', error, { url, httpStatus: status, error });
  }
  const json = { url, httpStatus: status, ...health };
  const isWell = status === 200;
  const reason = `${url}/health reports: ${health.status}${health.detail === undefined ? '' : `. ${health.detail}`}`;
  return {
    code: isWell ? 0 : 1,
    cells: {
      result: isWell ? (health.dryRun ? 'ok, DRY RUN' : 'ok') : health.status.toUpperCase(),
      ...figuresOf(health),
    },
    lines: [
      ...(isWell ? [] : [reason]),
      ...(asked && health.version === undefined
        ? ['It does not accept the METRICS_TOKEN of the environment file, so its version is not known.']
        : []),
    ],
    json,
  };
}

function bad(result: string, line: string, json: object): AccountResult {
  return { code: 1, cells: { result }, lines: [line], json };
}

function healthOf(text: string): Health | undefined {
  try {
    return healthSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function figuresOf({ secondsSinceTick, version, commit, rosterVersion, held, failed }: Health) {
  return {
    tick: secondsSinceTick === undefined ? '' : `${secondsSinceTick} s ago`,
    version: version ?? '',
    commit: commit ?? '',
    roster: rosterVersion ?? '',
    held: held ?? '',
    failed: failed ?? '',
  };
}
