import { z } from 'zod';
import { staffEvent } from '../../assets/domain/staff-event';
import { SENDERS } from '../send/senders';
import { type Address, EVERYWHERE, type JsonSchema, json } from './address';
import { deliveryResults, greeting, health, routed, ticked } from './answers';
import { ONE_PERSON, OPERATORS } from './operators';
import { REPORTS } from './reports';
import { SIGN_IN } from './sign-in';

const SENT_AT = new Date('2026-11-22T08:00:00Z');
/** What samples need of an environment: a field of BambooHR's, and an application of Okta's. */
const SETTINGS: Readonly<Record<string, string>> = { OKTA_APP_ID: '0oa1', BAMBOOHR_FIELDS: '' };

const EVENT = {
  type: 'staff.offboarded',
  id: 'evt_1',
  timestamp: '2026-11-22T08:00:00Z',
  data: { identity: 'ada@example.com', effectiveAt: '2026-11-30T17:00:00Z' },
};

const DELIVERED = json(
  'A line for each event; or what proves the address at its set-up',
  z.union([deliveryResults, greeting]),
  {
    applied: { results: [{ event: 'evt_1', type: 'staff.offboarded', outcome: 'deferred' }] },
  },
);

/** The senders of webhooks, each with its own proof and its own form of events. */
const WEBHOOKS = SENDERS.map(({ provider: { name, title, documentation }, events, body, ...sender }): Address => {
  const [event = ''] = Object.keys(events);
  const known = sender.namesPeopleBy === 'identity' ? { identity: 'ana@example.com' } : { employee: '104' };
  const sample = body(event, { id: 'evt_1', now: SENT_AT, setting: (variable) => SETTINGS[variable], ...known });
  const own: JsonSchema = { type: 'object', description: `As ${title} sends it: docs/senders/${name}.md` };
  return {
    path: `/webhooks/${name}`,
    method: 'post',
    tag: 'webhooks',
    id: `webhooks-${name}`,
    summary: `Deliveries of ${title}: ${documentation.reports}`,
    description: 'With the header Rosterline-Dry-Run: true nothing is changed, and every answer has dryRun: true.',
    security: [`webhooks-${name}`, 'webhooks-bearer', 'webhooks-basic'],
    body:
      name === 'standard'
        ? {
            type: 'application/json',
            schema: staffEvent,
            rules: [{ properties: { data: ONE_PERSON } }],
            examples: { offboarded: EVENT, sample },
          }
        : { type: 'application/json', schema: own, examples: { sample } },
    answers: { 200: DELIVERED },
    problems: [401, 403, 409],
  };
});

const text = z.string();
const FORM = 'application/x-www-form-urlencoded';
const BY_TWILIO = 'Twilio signs it, with X-Twilio-Signature.';

const PASSED_ON = { description: 'What your own service answers', content: { '*/*': z.unknown() } };
const CALLBACK_PROBLEMS = [401, 404, 502, 504];

/** What the customer's own service answers is passed on as it is, whatever its status: a status of ours may be one of the service's. */
const callback = (name: string, summary: string): Address => ({
  path: `/frontline/${name}`,
  method: 'post',
  tag: 'frontline',
  id: `frontline-${name}`,
  summary,
  description: `${BY_TWILIO} Anything but a refusal and the problems is the answer of your own service.`,
  security: ['twilio'],
  body: {
    type: FORM,
    schema: z.looseObject({ Worker: text.min(1) }),
    examples: { worker: { Worker: 'ana@example.com' } },
  },
  answers: {
    default: PASSED_ON,
    ...Object.fromEntries([...EVERYWHERE, ...CALLBACK_PROBLEMS].map((status) => [status, PASSED_ON])),
    403: {
      ...PASSED_ON,
      description: 'The user has left: {} of type application/json; or what your own service answers',
    },
  },
  problems: CALLBACK_PROBLEMS,
});

const FLAG = z.union([z.boolean(), z.enum(['true', 'false', '1', '0', ''])]);

/** Every address that programs call, method by method. Another one is another entry here. */
export const ADDRESSES: readonly Address[] = [
  ...WEBHOOKS,
  {
    path: '/webhooks/okta',
    method: 'get',
    tag: 'webhooks',
    id: 'webhooks-okta-verify',
    summary: 'Okta verifies the address with the header X-Okta-Verification-Challenge',
    security: [],
    answers: { 200: json('The challenge', greeting, { challenge: { verification: 'abc' } }) },
    problems: [401, 403],
  },
  {
    path: '/shifts/tick',
    method: 'post',
    tag: 'shifts',
    id: 'shifts-tick',
    summary: 'A tick, every minute; with dryRun what it would change',
    security: ['tick'],
    body: {
      type: 'application/json',
      schema: z.looseObject({
        dryRun: FLAG.optional(),
        shard: z.number().optional().describe('Set by Rosterline itself, with atOnce, isLearnt and until'),
      }),
      examples: { tick: {}, dryRun: { dryRun: true } },
      optional: true,
    },
    answers: {
      200: json('What was done', ticked, { busy: { results: [], busy: 'another tick is at work' } }),
    },
    problems: [401, 403],
  },
  ...OPERATORS,
  ...REPORTS,
  ...SIGN_IN,
  {
    path: '/roster/ics',
    method: 'get',
    tag: 'roster',
    id: 'roster-ics',
    summary: 'The schedule as an iCalendar, of everybody or of one person',
    security: ['calendar', 'calendar-bearer'],
    query: z.strictObject({ person: text.optional().describe('A key of the roster') }),
    answers: { 200: { description: 'RFC 5545', content: { 'text/calendar': text } } },
    problems: [401, 403],
  },
  {
    path: '/sms/duty',
    method: 'post',
    tag: 'sms',
    id: 'sms-duty',
    summary: 'A text message of a member of staff: OUT, IN or STATUS',
    description: BY_TWILIO,
    security: ['twilio'],
    body: {
      type: FORM,
      schema: z.looseObject({ From: text, Body: text, MessageSid: text }),
      examples: { status: { From: '+34600000000', Body: 'STATUS', MessageSid: 'SM1' } },
    },
    answers: { 200: { description: 'TwiML with the reply', content: { 'text/xml': text } } },
    problems: [401],
  },
  {
    path: '/frontline/routing',
    method: 'post',
    tag: 'frontline',
    id: 'frontline-routing',
    summary: "Frontline's custom routing: gives a new conversation a worker",
    description: BY_TWILIO,
    security: ['twilio'],
    body: {
      type: FORM,
      schema: z.looseObject({
        ConversationSid: text.regex(/^CH[0-9a-fA-F]{32}$/),
        'MessagingBinding.Address': text.optional(),
        'MessagingBinding.ProxyAddress': text.optional(),
      }),
      examples: {
        sms: {
          ConversationSid: `CH${'1'.repeat(32)}`,
          'MessagingBinding.Address': '+15558675310',
          'MessagingBinding.ProxyAddress': '+15017122661',
        },
      },
    },
    answers: { 200: json('Who has it, or why it waits', routed) },
    problems: [401],
  },
  callback('crm', "Frontline's callback for customers and their details, behind a gate for leavers"),
  callback('outgoing', "Frontline's callback for the number to write from, behind the same gate"),
  callback('templates', "Frontline's callback for templates, behind the same gate"),
  {
    path: '/health',
    method: 'get',
    tag: 'monitoring',
    id: 'health',
    summary:
      'Whether ticks come and reach people; with a secret also what runs, what is held and how old the feeds are',
    security: ['none', 'metrics', 'operator'],
    answers: {
      200: json('Well', health, { well: { status: 'ok', secondsSinceTick: 12 } }),
      503: json('Not well', health, { stopped: { status: 'no tick', secondsSinceTick: 431 } }),
    },
    problems: [],
  },
  {
    path: '/metrics',
    method: 'get',
    tag: 'monitoring',
    id: 'metrics',
    summary: 'The state of the deployment for Prometheus',
    security: ['metrics', 'operator'],
    answers: {
      200: { description: 'Text format 0.0.4', content: { 'text/plain': text } },
    },
    problems: [401, 403],
  },
  {
    path: '/openapi.json',
    method: 'get',
    tag: 'monitoring',
    id: 'openapi',
    summary: 'This description',
    security: [],
    answers: { 200: json('OpenAPI 3.1', z.looseObject({ openapi: text })) },
    problems: [],
  },
];
