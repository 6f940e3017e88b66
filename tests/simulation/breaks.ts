/** A rule of the product, broken on purpose: the text of a file to replace. The simulation has to notice. */
export interface Break {
  readonly rule: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const PERSON = 'assets/domain/person';

export const BREAKS: readonly Break[] = [
  {
    rule: 'an event about a protected person is held',
    file: `${PERSON}/decide-employment.ts`,
    from: "if (situation.protected) return hold(record, event, 'protected');",
    to: '',
  },
  {
    rule: 'a leaving that was cancelled does not take effect',
    file: `${PERSON}/employment-history.ts`,
    from: "if (kind === 'cancelled') plans.offboarded = undefined;",
    to: "if (kind === 'cancelled') continue;",
  },
  {
    rule: 'events count in the order of their timestamps, whatever came first',
    file: `${PERSON}/employment-history.ts`,
    from: 'return moments.sort((a, b) => a.at - b.at || rank(a) - rank(b));',
    to: 'return moments;',
  },
  {
    rule: 'an announced leaving takes effect when it is due',
    file: `${PERSON}/employment-history.ts`,
    from: 'return effectiveAt > now ? [announced]',
    to: 'return effectiveAt > now - 86_400_000 ? [announced]',
  },
  {
    rule: 'an older override does not replace a newer one',
    file: `${PERSON}/decide-override.ts`,
    from: 'record.override.occurredAt > event.timestamp',
    to: 'record.override.occurredAt > event.timestamp + 86_400_000',
  },
  {
    rule: 'an older cancellation does not end a newer leave',
    file: `${PERSON}/decide-leave.ts`,
    from: "if (known && known.occurredAt > occurredAt) return { record, outcome: 'stale' };",
    to: '',
  },
  {
    rule: 'a leaver who was let in by hand is locked out again',
    file: 'assets/application/tick/drift.ts',
    from: 'if ((user.access || user.available) && !isPending) await relock(identity, ports);',
    to: '',
  },
  {
    rule: 'a lock-out under a used id is applied',
    file: `${PERSON}/decide.ts`,
    from: 'if (!isNewLockout) return',
    to: 'if (isReused) return',
  },
  {
    rule: 'no more people than the limit are locked out within an hour',
    file: 'assets/application/lockout-limit.ts',
    from: "return verdict === 'admitted' ? decision :",
    to: 'return verdict ? decision :',
  },
  {
    rule: 'a record is written only if nobody else has written it since it was read',
    file: 'assets/adapters/store/versioned-store.ts',
    from: 'await item.update({ data, ...ttl, ifMatch })',
    to: 'await item.update({ data, ...ttl })',
  },
];
