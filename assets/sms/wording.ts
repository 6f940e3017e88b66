import type { Command } from './command';
import { type DutyTimeline, describeDuty, duty } from './status';

/** GSM characters in one SMS. */
const ONE_SMS = 160;

/** The only answer to strangers and to people who have left. */
export const REFUSAL = 'Sorry, we cannot help you at this number.';
export const COMMANDS = 'Text OUT, OUT 2H, OUT UNTIL 15:00, IN or STATUS.';
export const NOT_RECORDED = 'Could not save that. Please text again in a minute.';
export const NOT_SEEN = 'Could not look that up. Please text again in a minute.';
/** The change is recorded, but the record cannot be read back. */
export const SAVED = 'Saved. Text STATUS in a minute to check.';

export function noUser(target: string): string {
  return `${target} has no user for you yet. Please tell your roster administrator.`;
}

/** The answer to a command whose time cannot be read. */
export function unreadable({ found, expected }: Extract<Command, { kind: 'unreadable' }>): string {
  return `Cannot read "${found}": expected ${expected}. Nothing was changed.`;
}

/**
 * The status of the change that the text message asked for. `current`: applied, or none was asked for. `superseded`: a newer
 * change applies. `pending`: the target has not confirmed it. `dry run`: recorded, and no user is changed.
 */
export type ChangeStatus = 'current' | 'superseded' | 'pending' | 'dry run';

/**
 * A person's duty in plain words, and the next change if it fits into the same SMS.
 * @param shown the user's state in the target, if it could be fetched.
 */
export function statusText(
  timeline: DutyTimeline,
  status: ChangeStatus = 'current',
  shown?: { available: boolean },
): string {
  const { target } = timeline;
  const { now, next } = describeDuty(timeline);
  const differs = shown !== undefined && shown.available !== timeline.verdictAt(timeline.now).available;
  const text = {
    current: differs ? `You should be ${now}. ${target} shows you ${duty(shown)}.` : `You are ${now}.`,
    superseded: `Not changed: a newer change applies. You are ${now}.`,
    'dry run': `Saved. Rosterline is on a dry run and changes nobody in ${target}. You would be ${now}.`,
    pending: `Saved. ${target} has not confirmed yet; we will retry. You will be ${now}.`,
  }[status];
  return next !== undefined && text.length + 1 + next.length <= ONE_SMS ? `${text} ${next}` : text;
}
