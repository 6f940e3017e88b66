import type { Alert } from '../../assets/application/alert';
import * as general from '../../assets/application/alerts';
import * as aboutCallbacks from '../../assets/application/callback-alerts';
import * as aboutEvidence from '../../assets/application/evidence-alerts';
import * as aboutHandovers from '../../assets/application/handover-alerts';
import * as aboutNotices from '../../assets/application/notify-alerts';
import * as aboutOperators from '../../assets/application/operator-alerts';
import * as aboutRoster from '../../assets/application/roster-alerts';
import * as aboutRouting from '../../assets/application/routing-alerts';
import * as aboutSenders from '../../assets/application/sender-alerts';
import { HELD_REASONS } from '../../assets/domain/person/record';
import { TARGET_NAMES } from '../../assets/domain/person/target';
import { PROVIDER_CONFIGS } from '../../assets/providers/provider-configs';
import { documentedDeliveries, readDocumented } from '../../cli/docs/documented-events';
import { senderOf } from '../../cli/send/senders';
import { filesBelow, PROJECT, readProjectFile } from './documents';

const alerts = {
  ...general,
  ...aboutCallbacks,
  ...aboutEvidence,
  ...aboutHandovers,
  ...aboutNotices,
  ...aboutOperators,
  ...aboutRoster,
  ...aboutRouting,
  ...aboutSenders,
};

type AlertFunction = Extract<(typeof alerts)[keyof typeof alerts], (...args: never[]) => Alert>;

const [target] = TARGET_NAMES;

/** Every alert that the code can raise, by the function that makes it: an example for each cause. */
const EXAMPLES: Readonly<Record<keyof typeof alerts, readonly Alert[]>> = {
  heldOffboarding: HELD_REASONS.flatMap((reason) =>
    reason === 'other_source' ? [] : [alerts.heldOffboarding(reason, 'ana')],
  ),
  heldForOtherSource: [alerts.heldForOtherSource('BambooHR says that Ana is back', 'ana')],
  // Those that the documented deliveries raise.
  senderNeedsAttention: PROVIDER_CONFIGS.flatMap(({ name }) =>
    documentedDeliveries(PROJECT, name).flatMap((delivery) =>
      readDocumented(senderOf(name), delivery).ignored.flatMap(({ alert }) =>
        alert ? [alerts.senderNeedsAttention(name, alert.cause, alert.text)] : [],
      ),
    ),
  ),
  evidenceWaits: [alerts.evidenceWaits('2026-11-02T12:00:00Z')],
  evidenceUnreadable: [alerts.evidenceUnreadable(1)],
  limitNotChecked: [alerts.limitNotChecked()],
  rosterInDoubt: [
    alerts.rosterInDoubt('Sync did not answer.', true),
    alerts.rosterInDoubt('It cannot be read.', false),
  ],
  conversationWaits: (['nobody-on-duty', 'no-rule', 'roster-in-doubt'] as const).map((why) =>
    alerts.conversationWaits(why, 'CH1', '+15017122661', 'sales'),
  ),
  conversationLost: [alerts.conversationLost('CH1', '+15017122661')],
  conversationsWaitLong: [alerts.conversationsWaitLong(3, 61)],
  routedWithoutRecords: [alerts.routedWithoutRecords()],
  callbackUnreadable: [alerts.callbackUnreadable()],
  waitingUnread: [alerts.waitingUnread()],
  handoverWaits: [alerts.handoverWaits('ana', 6, 'nobody of sales is on duty')],
  handoverDone: [alerts.handoverDone('ana', '6 to ben', ['ben'])],
  handoverFailed: [alerts.handoverFailed('ana', 1, false), alerts.handoverFailed('ana', 2, true)],
  handoverUnnumbered: [alerts.handoverUnnumbered('ana', 2)],
  handoverStalls: [alerts.handoverStalls('ana', 'it takes longer than an hour')],
  heldRoster: [alerts.heldRoster(3)],
  lockedOutWithoutRecord: [alerts.lockedOutWithoutRecord('ana')],
  recordsUnreachable: [alerts.recordsUnreachable('Sync cannot be reached.')],
  lockOutWaits: [alerts.lockOutWaits('ana', 'Frontline')],
  changesFail: [alerts.changesFail('ana', 'Frontline')],
  leaverFound: [alerts.leaverFound('0f3a', 'ana', true)],
  noTick: [alerts.noTick(7)],
  targetRefuses: (['unreachable', 'changes-refused', 'nobody-found'] as const).map((refusal) =>
    alerts.targetRefuses(refusal, target, 'text'),
  ),
  coverageFallsShort: [alerts.coverageFallsShort({ id: 'nights', from: 0, to: 1, have: 0, need: 1 }, 'tonight')],
  feedFails: [alerts.feedFails('leave feed 1', 'it is damaged', 'There is no earlier answer.')],
  holidaysEnd: [alerts.holidaysEnd(2029)],
  handshake: [alerts.handshake('gusto', 'text', 'digest')],
  unknownLeavers: [alerts.unknownLeavers([{ who: '0f3a', event: 'evt_1' }], 'Okta')],
  refusedDelivery: [alerts.refusedDelivery('okta', 'Okta', 'data.effectiveAt')],
  unauthorizedDelivery: [alerts.unauthorizedDelivery('okta', 'Okta')],
  profileRefused: [alerts.profileRefused('ana', 'Frontline', ['Avatar'])],
  recordFull: [alerts.recordFull('ana')],
  reusedId: [alerts.reusedId('ana', true)],
  lockedOutByOthers: [alerts.lockedOutByOthers('0f3a', 'ana', 'Frontline')],
  usersUnseen: [alerts.usersUnseen(2, 'noon', 'Frontline')],
  shiftChangesFail: [alerts.shiftChangesFail(2, 'noon', 'Frontline')],
  rosterPeopleUnreadable: [alerts.rosterPeopleUnreadable()],
  unreadableRecords: [alerts.unreadableRecords(['ana'])],
  callbacksUnchecked: [alerts.callbacksUnchecked('Sync did not answer in time.')],
  recordsUnread: [alerts.recordsUnread()],
  recordKeyChanged: [alerts.recordKeyChanged(12)],
  damagedState: [alerts.damagedState('Nothing.')],
  offboardingNotRecorded: [alerts.offboardingNotRecorded('ana', 'old')],
  letInAgain: [alerts.letInAgain('ana')],
  notifyUnconfigured: (['sms', 'slack'] as const).map(alerts.notifyUnconfigured),
  notifyFailed: [alerts.notifyFailed('ana', 'sms', 'error 21211')],
  notifyCrowded: [alerts.notifyCrowded(20)],
  notifyStalls: [alerts.notifyStalls()],
  notifyForgotten: [alerts.notifyForgotten()],
  notifyGroup: [alerts.notifyGroup('S0ALL', 'no_permission')],
  opsSecretUsed: [alerts.opsSecretUsed()],
};

/** The rows of the table of alerts: the first cell's cause, `…` for a part that varies, and the cells after it. */
const ROWS = tableOf(readProjectFile('docs/operations.md')).map(([first = '', ...cells]) => ({
  cause: /^`([^`]+)`/.exec(first)?.[1] ?? first,
  cells,
}));

function tableOf(document: string): string[][] {
  const section = document.split('\n## Alerts\n')[1]?.split(/\n##+ /)[0] ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('| `'));
  return lines.map((line) => line.slice(2, -2).split(' | '));
}

/** The cause that a row documents for an alert: one that is equal, else the longest whose fixed beginning it has. */
function documentedCause(cause: string): string | undefined {
  const beginnings = ROWS.filter((row) => row.cause.endsWith('…') && cause.startsWith(row.cause.slice(0, -1)));
  const [longest] = beginnings.sort((a, b) => b.cause.length - a.cause.length);
  return ROWS.find((row) => row.cause === cause)?.cause ?? longest?.cause;
}

test('docs/operations.md explains the causes of a dry run', () => {
  expect(readProjectFile('docs/operations.md')).toContain('its cause with `dry-run-`');
});

const CAUSES = Object.values(EXAMPLES)
  .flat()
  .map(({ cause }) => cause);

test('every function that makes an alert has an example here', () => {
  const made = Object.values<AlertFunction>(alerts).map(({ name }) => name);
  expect(Object.keys(EXAMPLES).sort()).toEqual(made.sort());
});

test('only the files with the texts of alerts name a cause; a dry run puts a word before it', () => {
  const naming = filesBelow('assets', '.ts').filter((file) => /\bcause: ['"`]/.test(readProjectFile(file)));
  // What a sender's own alert is about is the end of its cause, `sender-<name>-…`.
  const others = naming.filter((file) => !file.startsWith('assets/providers/'));
  expect(others.sort()).toEqual([
    'assets/adapters/notify/alerts.ts',
    'assets/application/alerts.ts',
    'assets/application/callback-alerts.ts',
    'assets/application/evidence-alerts.ts',
    'assets/application/handover-alerts.ts',
    'assets/application/notify-alerts.ts',
    'assets/application/operator-alerts.ts',
    'assets/application/roster-alerts.ts',
    'assets/application/routing-alerts.ts',
    'assets/application/sender-alerts.ts',
  ]);
});

test.each(PROVIDER_CONFIGS.map(({ name }) => name))(
  'each alert of %s about itself is raised by a documented delivery',
  (name) => {
    const source = readProjectFile(`assets/providers/${name}/receive.ts`);
    const beginnings = [...source.matchAll(/\bcause: ['`]([a-z-]+)/g)].map(([, cause]) => `sender-${name}-${cause}`);
    expect(beginnings.filter((beginning) => !CAUSES.some((cause) => cause.startsWith(beginning)))).toEqual([]);
  },
);

test('docs/operations.md has a row for every cause of an alert', () => {
  expect(CAUSES.filter((cause) => documentedCause(cause) === undefined)).toEqual([]);
});

test('docs/operations.md has no row for a cause that no alert has', () => {
  const used = new Set(CAUSES.map(documentedCause));
  expect(ROWS.map(({ cause }) => cause).filter((cause) => !used.has(cause))).toEqual([]);
});

test('each row says what the alert means and what to do', () => {
  for (const { cells } of ROWS) expect(cells.map((cell) => cell.trim().length > 10)).toEqual([true, true]);
});
