import { DAY_MINUTES } from '../domain/schedule/dates';
import type { MinuteOfDay } from '../domain/time';
import { MINUTE } from '../domain/time';

/** What a text message asks for. */
export type Command =
  | { readonly kind: 'in' }
  | { readonly kind: 'status' }
  /** Off duty: for so many ms, until the clock shows this next, or (`end` absent) until the next shift boundary. */
  | { readonly kind: 'out'; readonly end?: { readonly for: number } | { readonly at: MinuteOfDay } }
  /** Begins as a command does, but its time cannot be read: what was found, and what was expected there. */
  | { readonly kind: 'unreadable'; readonly found: string; readonly expected: string }
  /** Anything else: wants to be told the commands. */
  | { readonly kind: 'help' };

/** One SMS of GSM characters; nobody needs more to say OUT. */
const MAX_TEXT_LENGTH = 160;
const MAX_ECHO_LENGTH = 20;

const MINUTES = /^(\d{1,4}) ?M(?:IN(?:UTE)?S?)?$/;
const HOURS = /^(\d{1,4}) ?H(?:OURS?|RS?)?(?: ?(\d{1,2})(?: ?M(?:IN(?:UTE)?S?)?)?)?$/;
const TIME = /^(\d{1,2})[:.](\d{2})$/;
const TWELVE_HOURS = /^(\d{1,2})(?:[:.](\d{2}))? ?([AP])\.?M$/;

/** Reads a text message. Case, white space and a full stop at the end do not matter. Never throws. */
export function parseCommand(body: string): Command {
  const text = body
    .slice(0, MAX_TEXT_LENGTH)
    .trim()
    .toUpperCase()
    .replace(/\s+/g, ' ')
    .replace(/ ?[.!]+$/, '');
  if (text === 'IN') return { kind: 'in' };
  if (text === 'STATUS') return { kind: 'status' };
  if (text === 'OUT') return { kind: 'out' };
  const [, rest] = /^OUT (.+)$/.exec(text) ?? [];
  if (rest === undefined) return { kind: 'help' };
  const [, time] = /^(?:UNTIL|TILL?)\b ?(.*)$/.exec(rest) ?? [];
  return time === undefined ? outForLength(rest) : outUntilTime(rest, time);
}

function outUntilTime(rest: string, time: string): Command {
  const at = minuteOfDay(time);
  return at === undefined ? unreadable(rest, 'a time such as 15:00 or 3PM') : { kind: 'out', end: { at } };
}

/** 24:00 is the midnight that ends the day, and so the next 00:00. */
function minuteOfDay(time: string): MinuteOfDay | undefined {
  const [, hour, minute] = TIME.exec(time) ?? [];
  if (hour !== undefined) {
    const at = Number(hour) * 60 + Number(minute);
    return Number(minute) < 60 && at <= DAY_MINUTES ? at % DAY_MINUTES : undefined;
  }
  const [, twelfth, past = '0', half] = TWELVE_HOURS.exec(time) ?? [];
  if (twelfth === undefined || Number(twelfth) < 1 || Number(twelfth) > 12 || Number(past) > 59) return undefined;
  return (Number(twelfth) % 12) * 60 + Number(past) + (half === 'P' ? DAY_MINUTES / 2 : 0);
}

function outForLength(rest: string): Command {
  const length = rest.replace(/^FOR /, '');
  const [, hours = '0', more = '0'] = HOURS.exec(length) ?? [];
  const [, minutes = more] = MINUTES.exec(length) ?? [];
  if (!HOURS.test(length) && !MINUTES.test(length)) return unreadable(rest, '2H, 90M or UNTIL 15:00');
  const sum = Number(hours) * 60 + Number(minutes);
  if (sum < 1 || sum > DAY_MINUTES) return unreadable(rest, '1 minute to 24 hours, such as 2H or 90M');
  return { kind: 'out', end: { for: sum * MINUTE } };
}

/** What is shown of a text is plain ASCII and short: it goes back by SMS. */
function unreadable(found: string, expected: string): Command {
  const plain = found.replace(/[^\x20-\x7e]|`/g, '?');
  return { kind: 'unreadable', found: plain.slice(0, MAX_ECHO_LENGTH), expected };
}
