import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDirectory } from '../../assets/domain/roster/directory';
import type { StaffEvent } from '../../assets/domain/staff-event';
import { DAY } from '../../assets/domain/time';
import { readConfiguration } from '../../assets/main/configuration';
import type { IgnoredEvent, ParsedDelivery, ProviderContext } from '../../assets/providers/provider';
import { PROVIDER_CONFIGS, type ProviderName } from '../../assets/providers/provider-configs';
import type { Sender } from '../../assets/providers/sample';
import { readRoster } from '../../assets/roster-file/read';
import { senderOf } from '../send/senders';

// The table of what Rosterline makes of each event that a sender documents. It is computed: each sender's own receiver reads
// the documented deliveries, which tests/providers/<sender>/events/ has for the tests, too.

/** The instant about which the documented deliveries are, ms since the epoch. */
export const DOCUMENTED_AT = Date.parse('2026-11-22T08:00:00Z');

/** A documented delivery. */
export interface DocumentedDelivery {
  /**
   * The name of its file: the case, where several are about one event. Where the body does not name the event, the name does, before
   * `~`: it is a topic that comes in a header, or what the sender's documentation calls the delivery.
   */
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Reads the documented deliveries of a sender. @param project the root of the project. */
export function documentedDeliveries(project: string, sender: ProviderName): DocumentedDelivery[] {
  const folder = join(project, 'tests/providers', sender, 'events');
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return files.sort().map((file) => ({
    name: file.slice(0, -'.json'.length),
    payload: JSON.parse(readFileSync(join(folder, file), 'utf8')),
  }));
}

const SECTION = /(?<=\n## Documented events\n)[\s\S]*?(?=\n## |$)/;

const INTRODUCTION = `
What Rosterline makes of each event that a sender documents. \`npm run docs\` computes this list with the senders' own receivers from
the deliveries in \`tests/providers\` (folders \`events\`, each with its sources), and a test holds it true. It supposes that the roster or Frontline knows the person, that nothing newer is known of
them, and that \`OKTA_APP_ID\` is set; of events that are not listed, none has an effect. An \`ignored\` event is answered 200 and changes nobody. Where it says *alert*, operators are told: see [Alerts](../operations.md#alerts).
A return lifts the lock-outs of its own sender, those of an \`authority\` of the [roster](../roster.md#overrides) lift all. Reports about people whom nobody knows are answered \`unknown_user\`, and alerted if somebody has left.
`;

/** Replaces the section "Documented events" in the text of docs/senders/README.md. */
export function withDocumentedEvents(
  document: string,
  deliveriesOf: (sender: ProviderName) => readonly DocumentedDelivery[],
): string {
  const tables = PROVIDER_CONFIGS.map(({ name, title }) => {
    const rows = rowsOf(senderOf(name), deliveriesOf(name)).map(({ event, outcome }) => `| ${event} | ${outcome} |\n`);
    return `\n### ${title}\n\n| event | outcome |\n|---|---|\n${rows.join('')}`;
  });
  return document.replace(SECTION, () => `${INTRODUCTION}${tables.join('')}`);
}

interface Row {
  readonly event: string;
  readonly outcome: string;
}

/** A row for each event and outcome; it names the cases where one event has several deliveries. */
function rowsOf(sender: Sender, deliveries: readonly DocumentedDelivery[]): Row[] {
  const read = deliveries.map((delivery) => ({
    event: eventName(delivery),
    words: caseOf(delivery),
    outcome: inWords(readDocumented(sender, delivery)),
  }));
  const events = [...new Set(read.map(({ event }) => event))].sort();
  return events.flatMap((event) => {
    const same = read.filter((one) => one.event === event);
    const outcomes = [...new Set(same.map(({ outcome }) => outcome))];
    return outcomes.map((outcome) => {
      const cases = same.filter((one) => one.outcome === outcome).map(({ words }) => words);
      const named = cases.filter((words) => words !== '').sort();
      // A case without a name is the plain one.
      const before = named.length < cases.length ? ', also: ' : ': ';
      const shown = same.length > 1 && named.length > 0 ? `${before}${named.join('; ')}` : '';
      return { event: `\`${event}\`${shown}`, outcome };
    });
  });
}

/** Where senders name their events: the first of these that a body has. `*` stands for each element. */
const PLACES = [
  'event_type',
  'topic',
  'data.events.*.eventType',
  'employees.*.action',
  'event.type',
  'event',
  'type',
].map((place) => place.split('.'));

/** The sender's own name of an event, as it writes it; several of one delivery are joined. */
export function eventName({ name, payload }: DocumentedDelivery): string {
  const [before = ''] = name.split('~');
  const written = PLACES.map((place) => textsAt(payload, place)).find((texts) => texts.length > 0);
  return written ? [...new Set(written)].join(', ') : before.replaceAll('-', ' ');
}

function textsAt(value: unknown, [step, ...steps]: readonly string[]): string[] {
  if (step === undefined) return typeof value === 'string' ? [value] : [];
  if (step === '*') return Array.isArray(value) ? value.flatMap((one) => textsAt(one, steps)) : [];
  const fields: Readonly<Record<string, unknown>> = typeof value === 'object' && value !== null ? { ...value } : {};
  return textsAt(fields[step], steps);
}

/** What a file's name says of its delivery besides the event. */
function caseOf(delivery: DocumentedDelivery): string {
  const [before = '', after] = delivery.name.split('~');
  const known = eventName(delivery)
    .toLowerCase()
    .split(/[., ]+/);
  const words = before.split(/[.-]/).filter((word) => !known.includes(word.toLowerCase()));
  return (after ?? words.join(' ')).replaceAll('-', ' ').trim();
}

/** Reads a delivery by the sender's own receiver, as if each id belonged to somebody. */
export function readDocumented(sender: Sender, { name, payload }: DocumentedDelivery): ParsedDelivery {
  const delivery = { event: name.split('~')[0] ?? name, id: 'documented', now: new Date(DOCUMENTED_AT) };
  const unsigned = { ...delivery, body: JSON.stringify(payload) };
  const sent = { ...sender.unsignedHeaders?.(unsigned), ...sender.headers(SECRET, unsigned) };
  const headers = Object.fromEntries(Object.entries(sent).map(([header, value]) => [header.toLowerCase(), value]));
  return sender.provider.toEvents({ headers, payload }, everybodyKnown());
}

/** Signs what is sent to nobody. */
const SECRET = `whsec_${Buffer.from('documented deliveries').toString('base64')}`;

const ROSTER = 'version: 1\nzone: UTC\npeople: { ada: { identity: ada@example.com } }\n';

/** A world in which each sender's id belongs to somebody. */
function everybodyKnown(): ProviderContext {
  const read = readRoster(ROSTER, 'roster.yaml');
  const configured = readConfiguration({ RECORD_KEY: 'documented', OKTA_APP_ID: '0oaFRONTLINE' }, { local: true });
  if ('errors' in read || 'problems' in configured) throw new Error('the roster or the configuration is not valid');
  return {
    people: { ...createDirectory(read.roster), identityByProvider: () => 'ada@example.com' },
    configuration: configured.configuration,
    now: () => DOCUMENTED_AT,
  };
}

function inWords({ events, ignored, unmapped, faults }: ParsedDelivery): string {
  const outcomes = [
    ...events.map(effectOf),
    ...unmapped.map(() => '`unknown_user`'),
    ...ignored.map(reasonOf),
    ...faults.map(({ path }) => `rejected (400): \`${path}\``),
  ];
  return [...new Set(outcomes)].join('; ');
}

function reasonOf({ detail, alert }: IgnoredEvent): string {
  return `\`ignored\`${alert ? ', *alert*' : ''}${detail === undefined ? '' : `: ${detail}`}`;
}

function effectOf(event: StaffEvent): string {
  switch (event.type) {
    case 'staff.offboarded':
      return event.data.effectiveAt === undefined ? 'locked out' : 'locked out on the day that it names';
    case 'staff.offboarding_cancelled':
      return 'the announced leaving is dropped';
    case 'staff.reinstated':
      return 'access restored';
    case 'staff.leave':
      return event.data.to > DOCUMENTED_AT + 1000 * 365 * DAY ? 'unavailable until further notice' : 'on leave';
    case 'staff.leave_cancelled':
      return 'the leave ends or is dropped';
    case 'staff.shift':
      return 'on duty from start to end';
    case 'staff.shift_cancelled':
      return 'that shift is removed';
    case 'staff.availability':
      return `${event.data.available ? 'available' : 'unavailable'} until ${event.data.until === undefined ? 'the next shift boundary' : 'the time that it names'}`;
    case 'staff.profile':
      return event.data.friendlyName === undefined ? 'picture' : event.data.avatar ? 'name and picture' : 'name';
  }
}
