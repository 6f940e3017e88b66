/** The format of what `roster.yaml` says beside the schedule: who is protected, who decides, where conversations go, what people are told, who operates. */

import { CHANNELS, LANGUAGES } from '../domain/roster/notify-policy';
import { ROLES } from '../domain/roster/operators';
import * as z from '../lib/zod';
import { AFTER, endTime, listOf, mapping, NUMBER, text, time, written, zone } from './format-values';

export const protectFormat = text('an identity', 'An identity that no event may deactivate.');
export const authorityFormat = text(
  'the name of a sender, as in its address',
  'A sender whose reinstatements lift the lock-outs of every source.',
);
export const zoneFormat = zone;

const takesOver = 'none, close, manager, a key of `people` or the name of a team';
const handoverTo = text(takesOver, `Whose they become: ${takesOver}.`);
export const handoverFormat = mapping({
  left: handoverTo.optional().meta({ description: 'The open conversations of somebody who has left.' }),
  leave: handoverTo.optional().meta({ description: 'Those of somebody on leave, until they are back.' }),
  after: written(
    AFTER,
    'a time like "0 hours", "30 minutes" or "2 days"',
    'How long after they left, or the leave began: N minutes|hours|days.',
  ).optional(),
});
export const routingFormat = mapping({
  number: written(
    NUMBER,
    'a phone number like +15017122661, or whatsapp:+15017122661',
    'The Twilio number that customers write to. It stands for WhatsApp too, unless whatsapp:+… has an entry of its own.',
  ),
  team: text('the name of a team', 'Whose people on duty get new conversations: a name out of `teams`.'),
  sticky: z
    .boolean({ error: 'true or false' })
    .optional()
    .meta({ description: "The customer's last worker goes first, if on duty." }),
  otherwise: text(
    'a key of `people`, the name of a team, or wait',
    'If nobody of the team is on duty: a key of `people`, a name out of `teams`, or wait.',
  ).optional(),
});

const LEAD = /^[1-9]\d{0,3} (minute|hour|day)s?$/;
/** Of a user group in Slack. */
export const GROUP = /^S[A-Z0-9]{2,20}$/;
const yes = (description: string) => z.boolean({ error: 'true or false' }).optional().meta({ description });

const language = z
  .enum(LANGUAGES, { error: `one of ${LANGUAGES.join(', ')}` })
  .meta({ description: 'In which people are told things: English, Spanish or German.' });

/** Beside a person. */
export const personalNotifyFormat = z
  .union([z.literal('none'), mapping({ language })], {
    error: `none, or { language: … } with one of ${LANGUAGES.join(', ')}`,
  })
  .meta({
    description:
      'none: they are told nothing, and are in no user group of `notify`. language: in which they are told things.',
  });

export const notifyFormat = mapping({
  by: listOf(z.enum(CHANNELS, { error: `one of ${CHANNELS.join(', ')}` }), 'a list of channels, like [slack, sms]')
    .min(1, { error: 'at least one of sms, slack' })
    .optional()
    .meta({ description: 'Each person is told by the first of these that reaches them.' }),
  shift: written(
    LEAD,
    'a time like "30 minutes", "2 hours" or "1 day"',
    'How long before a shift whoever works it is reminded: N minutes|hours|days, at most 7 days.',
  ).optional(),
  changes: yes('People are told when their shifts of the next 14 days change.'),
  handover: yes('People are told which conversations they have taken over.'),
  language: language.optional(),
  quiet: mapping({ from: time, to: endTime })
    .optional()
    .meta({ description: 'A time of day, on each person’s own clock, in which nobody is told anything.' }),
  group: z
    .record(
      z.string(),
      text(
        'the name of a team, or everybody',
        'Whose people on duty are its members: a name out of `teams`, or everybody.',
      ),
      { error: 'a mapping from ids of Slack user groups to teams, like { S0123ABCD: sales }' },
    )
    .optional()
    .meta({
      propertyNames: { pattern: GROUP.source },
      description: 'User group of Slack → the team whose people on duty are its members; or everybody.',
    }),
});

/** Whoever may use the operators' addresses. */
export const operatorFormat = mapping({
  name: written(
    /^[^\p{C}\s](?:[^\p{C}]{0,62}[^\p{C}\s])?$/u,
    'a name of at most 64 characters, without spaces at its ends',
    'What the audit and the history of the roster call them.',
  ),
  role: z
    .enum(ROLES, { error: `one of ${ROLES.join(', ')}` })
    .meta({ description: 'viewer looks; editor also plans: people, shifts, exceptions; admin does everything.' }),
  key: written(
    /^sha256:[0-9a-f]{64}$/,
    '"sha256:" and 64 hexadecimal digits, as `rosterline operator` prints them',
    'The digest of their key. `rosterline operator` makes the key, and shows it once.',
  ).optional(),
  subject: text(
    'the sub of their OpenID Connect tokens, or their verified e-mail address',
    'Who they are to the OpenID Connect issuer: the sub of their tokens, or their verified e-mail address.',
  ).optional(),
});
