import type { Command } from './command';
import { type DutyPeriod, duty, inWords } from './status';

/** What one SMS holds of GSM characters. */
const ONE_SMS = 160;

/** Strangers, and people who have left, are told this and nothing else. */
export const REFUSAL = 'Sorry, we cannot help you at this number.';
export const COMMANDS = 'Text OUT, OUT 2H, OUT UNTIL 15:00, IN or STATUS.';
export const NOT_RECORDED = 'That could not be recorded. Please text again in a minute.';
export const NOT_SEEN = 'That cannot be looked up just now. Please text again in a minute.';
/** It is on record, but how things stand by now cannot be read. */
export const NOTED = 'Noted. Text STATUS in a minute to see where you stand.';

export function noUser(target: string): string {
  return `${target} has no user for you yet. Please tell whoever keeps the roster.`;
}

/** What was found where a time belongs, and what is expected there. */
export function unreadable({ found, expected }: Extract<Command, { kind: 'unreadable' }>): string {
  return `Cannot read "${found}": expected ${expected}. Nothing was changed.`;
}

/**
 * `newer`: what was asked for has no effect, because something newer was said. `waits`: the target has not taken it yet.
 * `dry run`: it is recorded, and no user is changed.
 */
export type Manner = 'as it is' | 'newer' | 'waits' | 'dry run';

/**
 * Where somebody stands, in plain words, and what comes next where there is room for it in one SMS.
 * @param shown what the target shows, where it was asked and answered.
 */
export function whereTheyStand(
  standing: DutyPeriod,
  manner: Manner = 'as it is',
  shown?: { available: boolean },
): string {
  const { target } = standing;
  const { now, next } = inWords(standing);
  const differs = shown !== undefined && shown.available !== standing.verdictAt(standing.now).available;
  const said = {
    'as it is': differs ? `You should be ${now}. ${target} shows you ${duty(shown)}.` : `You are ${now}.`,
    newer: `Not changed, something newer was said. You are ${now}.`,
    'dry run': `Saved. Rosterline is on a dry run and changes nobody in ${target}. You would be ${now}.`,
    waits: `Noted, but ${target} has not taken it yet; it is asked again. You will be ${now}.`,
  }[manner];
  return next !== undefined && said.length + 1 + next.length <= ONE_SMS ? `${said} ${next}` : said;
}
