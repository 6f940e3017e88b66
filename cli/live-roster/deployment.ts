import type * as z from 'zod';
import { UsageError } from '../../assets/providers/sample';
import { type Surroundings, usageLine } from '../environment/choice';
import { LOCAL_FUNCTIONS_URL } from '../local-urls';
import { type Waiting, waitFor } from '../progress';
import { isWebAddress, notAnAddress } from '../send/address';
import { firstSecret } from '../send/delivery';
import { get, type Outcome, post } from '../send/post';
import { settingsFrom } from '../send/settings';
import { type Problem, problemAnswer } from './answers';

/** Longer than a Function may run, ms. */
const LIMIT_MS = 15_000;

/** The options that name a deployment. */
export interface DeploymentOptions {
  readonly to?: string;
  readonly env?: string;
}

/** An answer of the wanted form, a refusal, or why there is neither. */
export type Reply<T> =
  | { readonly answer: T; readonly json: unknown }
  | { readonly problem: Problem; readonly status: number; readonly json: unknown }
  | { readonly unreachable: string };

/** The live roster of a deployment. */
export interface LiveRoster {
  /** The base address. */
  readonly url: string;
  ask<T>(address: string, form: z.ZodType<T>, payload?: object): Promise<Reply<T>>;
}

/** What asking a deployment takes of the world. */
export interface AskingWorld extends Surroundings, Waiting {
  /** Told which secret is used with which deployment. */
  readonly announce: (line: string) => void;
}

/** @throws UsageError without a usable address or secret. */
export function liveRosterOf({ to = LOCAL_FUNCTIONS_URL, env }: DeploymentOptions, world: AskingWorld): LiveRoster {
  if (!isWebAddress(to)) throw new UsageError(notAnAddress(to));
  const setting = settingsFrom(env, world, to);
  // A person's own, so not in the file that is deployed.
  const key = world.variables.OPERATOR_KEY;
  const secret = setting('OPS_SECRET');
  if (!key && secret === undefined) {
    throw new UsageError(
      `OPS_SECRET is not set in ${setting.sourceOf('OPS_SECRET')}: set it there, or give --env, or set OPERATOR_KEY to your own key`,
    );
  }
  const { origin } = new URL(to);
  const isOwn = key !== undefined && key !== '';
  world.announce(usageLine(isOwn ? 'OPERATOR_KEY' : `OPS_SECRET of ${setting.sourceOf('OPS_SECRET')}`, origin));
  const authorization = { Authorization: `Bearer ${key || firstSecret(secret ?? '').value}` };
  return {
    url: origin,
    async ask(address, form, payload) {
      const url = `${origin}/roster/${address}`;
      const headers = { ...authorization, 'Content-Type': 'application/json' };
      const send = () =>
        payload === undefined
          ? get({ url, headers: authorization }, LIMIT_MS)
          : post({ url, headers, body: JSON.stringify(payload) }, LIMIT_MS);
      return understood(await waitFor(`Waiting for ${origin} …`, send, world), form, origin);
    },
  };
}

function understood<T>(outcome: Outcome, form: z.ZodType<T>, origin: string): Reply<T> {
  if ('unreachable' in outcome) return outcome;
  const { status, text } = outcome;
  const json = parsed(text);
  if (status === 200) {
    const { success, data } = form.safeParse(json);
    if (success) return { answer: data, json };
  } else {
    const { success, data } = problemAnswer.safeParse(json);
    if (success) return { problem: data, status, json };
  }
  return {
    unreachable: `${origin} answered ${status}, and not as Rosterline does: is it this release that runs there?`,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
