import { createHash } from 'node:crypto';
import { type Clock, Conflict, type Random, type SentAlert, type StartTimer } from '../../application/ports';
import { DAY, MINUTE, SECOND } from '../../domain/time';
import { describeError } from '../../lib/errors';
import type { Log } from '../../lib/log';
import { within } from '../../lib/within';
import * as z from '../../lib/zod';
import type { VersionedStore } from '../store/versioned-store';

/** What is alerted: a cause, and the person concerned where the cause concerns single people. */
interface Subject {
  readonly cause: string;
  readonly person?: string;
  /** Each of them is alerted once a day, however long the cause stays quiet. */
  readonly people?: readonly string[];
  /** How long the cause stays quiet, ms. */
  readonly quietMs: number;
}

/** So many people are named in alerts of their own within the quiet time; then one alert says that there are more. */
export const MOST_NAMED = 5;

/** `by` and `people` are absent in what older versions wrote. */
const document = z.object({
  at: z.number(),
  by: z.string().optional(),
  people: z.array(z.string()).optional(),
  more: z.boolean().optional(),
  named: z.record(z.string(), z.number()).optional(),
});

/** `alert`: send it; `more`: send that there are more people; `quiet`: somebody has sent it. */
export type Verdict = 'alert' | 'more' | 'quiet';

/** No cause stays quiet longer, ms. */
const LONGEST_QUIET_MS = 2 * DAY;

/** How long a cause stays quiet after an alert that no channel accepted, ms. */
const RETRY_MS = MINUTE;

/** A clock further ahead than this is wrong: what it claimed would stay quiet too long, ms. */
const CLOCK_AHEAD_MS = 5 * MINUTE;

/** So many of the people who are alerted once a day are remembered, the newest: a Document has room for them. */
const MOST_REMEMBERED = 200;

/** Decides on an alert by what was sent for its cause before. Pure. @param by this execution. */
export function decideClaim(
  before: SentAlert | undefined,
  subject: Subject,
  now: number,
  by: string,
): { readonly verdict: Verdict; readonly state: SentAlert } {
  const people = (subject.people ?? []).map(shortHash);
  if (people.length === 0) return decideForCause(before, subject, now, by);
  const isRecent = (at: number) => at > now - DAY && at <= now + CLOCK_AHEAD_MS;
  const named = Object.entries(before?.named ?? {}).filter(([, at]) => isRecent(at));
  const isNamed = new Set(named.map(([who]) => who));
  if (before && people.every((who) => isNamed.has(who))) return { verdict: 'quiet', state: before };
  const decided = decideForCause(before, subject, now, by);
  // Whom the limit of the hour keeps quiet is alerted when they are reported again.
  if (decided.verdict === 'quiet') return decided;
  const all = [...named, ...people.map((who): [string, number] => [who, now])].slice(-MOST_REMEMBERED);
  return { verdict: decided.verdict, state: { ...decided.state, named: Object.fromEntries(all) } };
}

function decideForCause(
  before: SentAlert | undefined,
  { person, quietMs }: Subject,
  now: number,
  by: string,
): { readonly verdict: Verdict; readonly state: SentAlert } {
  const who = person === undefined ? [] : [shortHash(person)];
  const isCurrent = before && before.at > now - quietMs && before.at <= now + CLOCK_AHEAD_MS;
  if (!isCurrent) return { verdict: 'alert', state: { at: now, by, people: who } };
  const { people = [], more = false } = before;
  if (who.every((one) => people.includes(one))) return { verdict: 'quiet', state: before };
  // Written before alerts knew people, or by an alert about nobody in particular.
  if (people.length < MOST_NAMED) return { verdict: 'alert', state: { ...before, by, people: [...people, ...who] } };
  return more ? { verdict: 'quiet', state: before } : { verdict: 'more', state: { ...before, by, more: true } };
}

/** A claim: what is to be sent, and how to free the cause again where nothing could be sent. */
export interface Claim {
  readonly verdict: Verdict;
  release(): Promise<void>;
}

/** Claims causes of alerts, so that one execution sends each. */
export type ClaimAlert = (subject: Subject, maxMs: number) => Promise<Claim>;

interface ClaimPorts {
  readonly log: Log;
  readonly now: Clock;
  readonly random: Random;
  readonly startTimer: StartTimer;
  /** What this process sent, by cause. */
  readonly sent: Map<string, SentAlert>;
}

/** So often a claim is tried again because the Document was written, or expired, meanwhile. */
const MAX_TRIES = 3;

/**
 * Executions claim a cause in Sync, unless their process has sent it itself. Where that fails or takes longer than `maxMs`, each
 * process goes by what it sent alone: one alert too many is better than none.
 */
export function createAlertClaims(
  sync: VersionedStore,
  { log, now, random, startTimer, sent }: ClaimPorts,
): ClaimAlert {
  return async (subject, maxMs) => {
    const by = Math.floor(random() * 2 ** 48).toString(36);
    if (decideClaim(sent.get(subject.cause), subject, now(), by).verdict === 'quiet') return quiet;
    try {
      return await within(maxMs, claimInSync(subject, by), startTimer);
    } catch (error) {
      log('warn', 'An alert could not be claimed in Sync; this process remembers it', {
        alert: subject.cause,
        ...describeError(error),
      });
      return claimHere(subject, by);
    }
  };

  async function claimInSync(subject: Subject, by: string): Promise<Claim> {
    const name = `rosterline-alert-${shortHash(subject.cause)}`;
    for (let tries = 0; ; tries++) {
      const found = await sync.readDocument(name);
      // A Document that cannot be read counts for nothing, and is overwritten.
      const before = document.safeParse(found?.data).data;
      const { verdict, state } = decideClaim(before, subject, now(), by);
      if (verdict === 'quiet') return quiet;
      const ttl = secondsToKeep(state, subject, now());
      try {
        const revision = await sync.writeDocument(name, state, found?.revision, ttl);
        sent.set(subject.cause, state);
        return {
          verdict,
          async release() {
            const after = freed(state, subject, now());
            sent.set(subject.cause, after);
            await sync.writeDocument(name, after, revision, ttl);
          },
        };
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        const written = document.safeParse((await sync.readDocument(name))?.data).data;
        // A first attempt of ours whose answer was lost.
        if (written?.by === by) {
          sent.set(subject.cause, written);
          return { verdict, release: async () => void sent.set(subject.cause, freed(written, subject, now())) };
        }
        if (tries === MAX_TRIES) throw error;
      }
    }
  }

  function claimHere(subject: Subject, by: string): Claim {
    const { cause } = subject;
    for (const [other, { at }] of sent) if (at + LONGEST_QUIET_MS < now()) sent.delete(other);
    const { verdict, state } = decideClaim(sent.get(cause), subject, now(), by);
    if (verdict !== 'quiet') sent.set(cause, state);
    return { verdict, release: async () => void sent.set(cause, freed(state, subject, now())) };
  }
}

const quiet: Claim = { verdict: 'quiet', release: async () => undefined };

/** As long as the cause or anybody who was named stays quiet. */
function secondsToKeep({ at, named }: SentAlert, { quietMs }: Subject, now: number): number {
  return Math.max(1, Math.ceil(Math.max(at + quietMs - now, named ? DAY : 0) / SECOND));
}

/** The state after an alert that was not accepted: the cause may be alerted again in a minute. */
function freed(state: SentAlert, { quietMs, people = [] }: Subject, now: number): SentAlert {
  const unsent = new Set(people.map(shortHash));
  const named = Object.entries(state.named ?? {}).filter(([who]) => !unsent.has(who));
  return {
    ...state,
    at: Math.min(state.at, now - quietMs + RETRY_MS),
    ...(state.named && { named: Object.fromEntries(named) }),
  };
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}
