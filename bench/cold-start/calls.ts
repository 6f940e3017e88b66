/** The requests to the functions. */

import { oktaSample } from '../../assets/providers/okta/sample';
import { prepare } from '../../cli/send/delivery';
import { eventOf } from '../../emulator/runner/event';

export const ENVIRONMENT = {
  ACCOUNT_SID: `AC${'b'.repeat(32)}`,
  AUTH_TOKEN: 'be9c40be9c40be9c40be9c40be9c40be',
  RECORD_KEY: 'record key of the benchmark',
  TICK_SECRET: 'tick-secret-of-the-benchmark',
  OKTA_SECRET: 'okta-secret-of-the-benchmark',
  OFFBOARDING_LIMIT: '999',
};
export const PEOPLE = Array.from({ length: 10 }, (_, index) => `p${index}`);
/** Everybody on duty all the time, so that every tick but the first is a quiet one. */
export const ROSTER = [
  'version: 1',
  'zone: UTC',
  'people:',
  ...PEOPLE.map((key) => `  ${key}: { identity: ${key}@example.com }`),
  'shifts:',
  `  - { id: always, days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "24:00", who: [${PEOPLE}] }`,
].join('\n');

/** A request, as the platform hands it over. */
export interface Call {
  readonly name: string;
  readonly address: string;
  /** True if the answer requires calls to Twilio. */
  readonly asksTwilio: boolean;
  readonly status: number;
  /** Anew for each run. @param run a number that no other run has. */
  event(run: number): Record<string, unknown>;
  /** Restores the state in which the call has something to do. */
  before?(run: number): { readonly address: string; readonly event: Record<string, unknown> };
}

function request(headers: Readonly<Record<string, string>>, body = ''): Record<string, unknown> {
  const sent = { 'User-Agent': 'bench', ...(body && { 'Content-Type': 'application/json' }), ...headers };
  const type = body ? 'application/json' : '';
  return eventOf({ rawHeaders: Object.entries(sent).flat(), type, query: '', body: Buffer.from(body) });
}

/** So long ago, ms, that none of the events, a second apart, is in the future, and each is recent. */
const BEGAN = Date.now() - 90_000;
let events = 0;

/** About one person, who has left and come back before: a second later each time, since Okta may write whole seconds, in which a leaving wins. */
function fromOkta(eventType: string, id: string): Record<string, unknown> {
  const options = { id, now: new Date(BEGAN + 1000 * events++), identity: 'p0@example.com', setting: () => undefined };
  const secret = { scheme: 'native', value: ENVIRONMENT.OKTA_SECRET } as const;
  const { headers, body } = prepare(oktaSample, eventType, options, secret, 'http://127.0.0.1');
  return request(headers, body);
}

export const tick = () => request({ Authorization: `Bearer ${ENVIRONMENT.TICK_SECRET}` });

export const CALLS: readonly Call[] = [
  {
    name: 'okta: verification',
    address: '/webhooks/okta',
    asksTwilio: false,
    status: 200,
    event: () => request({ 'X-Okta-Verification-Challenge': 'a challenge' }),
  },
  {
    name: 'tick: refused',
    address: '/shifts/tick',
    asksTwilio: false,
    status: 401,
    event: () => request({ Authorization: 'Bearer wrong' }),
  },
  { name: 'tick: quiet', address: '/shifts/tick', asksTwilio: true, status: 200, event: tick },
  {
    name: 'okta: somebody is locked out',
    address: '/webhooks/okta',
    asksTwilio: true,
    status: 200,
    event: (run) => fromOkta('user.lifecycle.deactivate', `left ${run}`),
    before: (run) => ({
      address: '/webhooks/okta',
      event: fromOkta('user.lifecycle.reactivate', `back ${run}`),
    }),
  },
];
