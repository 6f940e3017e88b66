import { type Break, has, hasCancelledLeaving, hasOtherKey } from './break';

const PERSON = 'assets/domain/person';

/** Rules of the pure decisions. */
export const DOMAIN_BREAKS: readonly Break[] = [
  {
    rule: 'what failed or was cut off is done by a later tick',
    file: `${PERSON}/outbox.ts`,
    from: 'return claimFor(target, current, situation, isFailedLockout && answering.includes(target));',
    to: 'return undefined;',
  },
  {
    rule: 'an override without an end ends at the next boundary',
    file: `${PERSON}/decide-override.ts`,
    from: 'until ?? situation.nextBoundary(event.timestamp, factsOf(record, now))',
    to: 'until ?? null',
  },
  {
    rule: 'an announced leaving takes effect when it is due',
    file: `${PERSON}/employment-history.ts`,
    from: 'return event.effectiveAt > now ? [announced]',
    to: 'return event.effectiveAt > now - 86_400_000 ? [announced]',
  },
  {
    rule: 'a leaving that was cancelled does not take effect',
    file: `${PERSON}/employment-history.ts`,
    from: "if (kind === 'cancelled') plans.offboarded = undefined;",
    to: "if (kind === 'cancelled') continue;",
    needs: hasCancelledLeaving,
  },
  {
    rule: 'events count in the order of their timestamps, whatever came first',
    file: `${PERSON}/employment-history.ts`,
    from: 'return moments.sort((a, b) => a.at - b.at || rank(a) - rank(b) || betweenPlans(a, b));',
    to: 'return moments;',
  },
  {
    rule: 'a change that Frontline did not make is not confirmed',
    file: `${PERSON}/record-attempt.ts`,
    from: "if ('user' in result) {",
    to: "if (result.result !== 'unknown_user') {",
  },
  {
    rule: 'a shift does not make a leaver available',
    file: 'assets/domain/schedule/precedence.ts',
    from: 'left: 0,',
    to: 'left: 8,',
  },
  {
    rule: 'the record of somebody whom Frontline knows does not expire',
    file: `${PERSON}/retention.ts`,
    from: 'if (!since.every((instant) => instant !== undefined)) return undefined;',
    to: 'if (!since.every((instant) => instant !== undefined)) return DAY;',
  },
  {
    rule: 'an event that comes again is known again',
    file: `${PERSON}/decide.ts`,
    from: 'if (received.some((delivery) => delivery.digest === content) || recorded.same) {',
    to: "if (content === '') {",
  },
  {
    rule: 'a lock-out under a used id is applied',
    file: `${PERSON}/decide.ts`,
    from: 'if (!isNewLockout) return',
    to: 'if (isReused) return',
    needs: ({ deliveries }) => deliveries.some(({ said }) => said.some(({ reused }) => reused)),
  },
  {
    rule: 'an older profile does not replace a newer one',
    file: `${PERSON}/decide-profile.ts`,
    from: '> occurredAt;',
    to: '> Infinity;',
  },
  {
    rule: 'an override goes before leave',
    file: 'assets/domain/schedule/precedence.ts',
    from: 'override: 1,',
    to: 'override: 2.5,',
  },
  {
    rule: 'leave that is under way is kept however many are to come',
    file: `${PERSON}/fit-record.ts`,
    from: 'list.slice(0, MAX_LIVE)',
    to: 'list.slice(-20)',
  },
  {
    rule: 'an older override does not replace a newer one',
    file: `${PERSON}/decide-override.ts`,
    from: 'record.override.occurredAt > event.timestamp',
    to: 'record.override.occurredAt > event.timestamp + 86_400_000',
  },
  {
    rule: 'the drift check looks at departed people',
    file: 'assets/domain/policies/drift.ts',
    from: 'people.filter((person) => person.departedAt !== undefined)',
    to: 'people.filter(() => false)',
    needs: ({ acts }) => acts.some((act) => act.what === 'hand' && act.change === 'let in'),
  },
  {
    rule: 'an older cancellation does not end a newer leave',
    file: `${PERSON}/decide-leave.ts`,
    from: "if (known && known.occurredAt > occurredAt) return { record, outcome: 'stale' };",
    to: '',
  },
  {
    rule: 'undo goes by what was said, not by what was seen',
    file: `${PERSON}/undo-lockout.ts`,
    from: 'if (!lockout) return undefined;',
    to: 'if (!lockout || !targets.some((target) => userBefore(record, target, now))) return undefined;',
    needs: has('undo'),
  },
  {
    rule: 'of two records of one person all employment events count',
    file: `${PERSON}/merge-records.ts`,
    from: 'capHistory(unionOfHistories(a.employmentEvents, b.employmentEvents), now)',
    to: 'capHistory(a.employmentEvents, now)',
    needs: hasOtherKey,
  },
  {
    rule: 'an event about a protected person is held',
    file: `${PERSON}/decide-employment.ts`,
    from: "if (situation.protected) return hold(record, event, 'protected');",
    to: '',
  },
  {
    rule: 'a return that was said before an erasure does not count',
    file: `${PERSON}/decide.ts`,
    from: 'if (situation.erasedSince && endsLockouts(event))',
    to: 'if (false as boolean)',
    needs: has('erase'),
  },
];
