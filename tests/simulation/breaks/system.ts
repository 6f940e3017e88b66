import { type Break, has, hasOtherKey, hasRemoved, hasSpell, isLimited } from './break';

const APPLICATION = 'assets/application';
const STORE = 'assets/adapters/store';

/** Rules of what is stored, sent and answered, and of ticks. */
export const SYSTEM_BREAKS: readonly Break[] = [
  {
    rule: 'what could not be recorded is sent again',
    file: `${APPLICATION}/process-event.ts`,
    from: 'ports);\n  throw new NotRecorded(recorded.error);\n}',
    to: "ports);\n  return { outcome: 'applied' };\n}",
  },
  {
    rule: 'a duty table that cannot be read is made anew',
    file: `${STORE}/applied-table.ts`,
    from: 'const { success, data } = document.safeParse(found.data);',
    to: 'const { success, data } = { success: true, data: document.parse(found.data) };',
    needs: has('corrupt duty'),
  },
  {
    rule: 'a heartbeat that cannot be read is made anew',
    file: `${STORE}/heartbeat.ts`,
    from: 'const { success, data } = document.safeParse(found.data);',
    to: 'const { success, data } = { success: true, data: document.parse(found.data) };',
    needs: has('corrupt heartbeat'),
  },
  {
    rule: 'another spelling means the same person',
    file: `${APPLICATION}/resolve-identity.ts`,
    from: 'const equal = people.byFoldedIdentity(name);',
    to: 'const equal = undefined;',
  },
  {
    rule: 'a SID means the same person as the identity',
    file: `${APPLICATION}/resolve-identity.ts`,
    from: 'identity: isOnRoster ? name : identityOfUser(user, people), fetched: user',
    to: 'identity: name, fetched: user',
  },
  {
    rule: 'release without a name lets go what the limit held, and nothing else',
    file: `${APPLICATION}/operators/release.ts`,
    from: `held.some(({ reason }) => reason === 'limit');
  const rule = enqueueing((record, situation) => releaseHeld(record, situation, 'limit'));`,
    to: `held.length > 0;
  const rule = enqueueing((record, situation) => releaseHeld(record, situation));`,
  },
  {
    rule: 'a 200 that shows the user unchanged is no success',
    file: `${APPLICATION}/update-user.ts`,
    from: 'if (user[field] === change[field]) return false;',
    to: 'return false;',
    needs: hasSpell(/unchanged lies/),
  },
  {
    rule: 'of a change that is rejected each field is tried alone',
    file: `${APPLICATION}/update-user.ts`,
    from: 'if (fields.length < 2 || !whole.every(({ result }) => isRefused(result))) return whole;',
    to: 'return whole;',
  },
  {
    rule: 'records under a former key count, and are filed anew',
    file: `${STORE}/records.ts`,
    from: 'misfiled.push({ name: key, record, revision });',
    to: 'continue;',
    needs: hasOtherKey,
  },
  {
    rule: 'whoever was taken off the roster while on duty is switched off',
    file: `${APPLICATION}/tick/plan.ts`,
    from: 'removals: off.filter(isToDo).slice(0, MOST_REMOVED)',
    to: 'removals: []',
    needs: hasRemoved,
  },
  {
    rule: 'a lock-out waits for its record while Sync answers',
    file: `${APPLICATION}/process-event.ts`,
    from: 'const RECORDING_MS = 3500;',
    to: 'const RECORDING_MS = 0;',
  },
  {
    rule: 'a leaver who was let in by hand is locked out again',
    file: `${APPLICATION}/tick/drift.ts`,
    from: "if (repair === 'relock') await relock(identity, ports);",
    to: '',
    needs: ({ acts }) => acts.some((act) => act.what === 'hand' && act.change === 'let in'),
  },
  {
    rule: 'no more people than the limit are locked out within an hour',
    file: `${APPLICATION}/lockout-limit.ts`,
    from: "return verdict === 'admitted' ? decision :",
    to: 'return verdict ? decision :',
    needs: isLimited,
  },
  {
    rule: 'the hourly limit counts over all processes',
    file: `${STORE}/lockout-counter.ts`,
    from: 'await sync.writeDocument(nameOf(page.index), { v: 2, since, lockedOut }, page.revision);',
    to: '',
    needs: isLimited,
  },
  {
    rule: 'an offboarding of somebody unknown is alerted',
    file: 'assets/api/delivery-reports.ts',
    from: 'if (leavers.length > 0) await ports.alert(unknownLeavers(leavers, title));',
    to: '',
  },
  {
    rule: 'an offboarding that is held is alerted',
    file: `${APPLICATION}/lockout-limit.ts`,
    from: "await ports.alert(verdict === 'uncounted' ? limitNotChecked() : heldOffboarding(reason, person));",
    to: '',
    needs: isLimited,
  },
  {
    rule: 'a shift change that failed is tried again',
    file: `${APPLICATION}/tick/record-applied.ts`,
    from: "outcomes.get(name) === 'applied' || (target",
    to: 'outcomes.has(name) || (target',
  },
  {
    rule: 'a record is written only if nobody else has written it since it was read',
    file: `${STORE}/versioned-store.ts`,
    from: 'await item.update({ data, ...ttl, ifMatch })',
    to: 'await item.update({ data, ...ttl })',
  },
  {
    rule: 'without records only lock-outs at most five minutes old are done',
    file: `${APPLICATION}/lockout-without-record.ts`,
    from: "if (isOvertaken || event.timestamp < now() - RECENT_MS) return { obstacle: 'old' };",
    to: '',
    needs: hasSpell(/Sync out|Sync hangs/),
  },
  {
    rule: 'a lease that lies in the future is not believed',
    file: `${APPLICATION}/tick/lease.ts`,
    from: 'lease.until > now && lease.until <= now + LEASE_MS',
    to: 'lease.until > now',
    needs: has('future heartbeat'),
  },
  {
    rule: 'shift changes that an outage delayed are not held',
    file: `${APPLICATION}/tick/plan.ts`,
    from: '(state) => !taken.has(state) && wasOnDuty().has(state.key)',
    to: '() => false',
    needs: hasSpell(/Frontline out|Frontline hangs/),
  },
  {
    rule: 'a change overtaken on its way is sent again',
    file: `${APPLICATION}/push-change.ts`,
    from: 'const late = overtook ? superseded(after, target, sent, situationOf(identity, ports)) : undefined;',
    to: 'const late = undefined;',
  },
  {
    rule: 'a dry run changes no user',
    file: `${APPLICATION}/tick/changes.ts`,
    from: 'await makeShiftChange(state, options.dryRun, ports)',
    to: 'await makeShiftChange(state, false, ports)',
    needs: has('dry run'),
  },
];
