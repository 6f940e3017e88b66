import { ok } from '../../api/http/answer';
import {
  exactlyOne,
  identityOf,
  isExactlyOne,
  onePerson,
  operator,
  type PersonReference,
  personReference,
  type Result,
  unknown,
} from '../../api/operator';
import {
  cancelOffboarding,
  dropHeld,
  releaseHeld as released,
  undoLockout as undone,
} from '../../domain/person/decide-employment';
import type { Decision, Situation } from '../../domain/person/decision';
import { employmentAt } from '../../domain/person/employment-history';
import { factsOf } from '../../domain/person/facts';
import { dropFailed, enqueueChange, replayFailed as replayed } from '../../domain/person/outbox';
import type { PersonRecord } from '../../domain/person/record';
import { stateOf, type TargetChange } from '../../domain/person/target';
import * as z from '../../lib/zod';
import { applyRule } from '../due-changes';
import { nameOf } from '../lockout-limit';
import { Conflict, type Ports } from '../ports';
import { fetchUsers } from '../tick/drift';
import { updateUser } from '../update-user';

// What operators do by hand: `POST /ops/…` with `Authorization: Bearer <OPS_SECRET>`. Each may be repeated: what has been
// done already is answered `unchanged`.

const anyone = z.strictObject({ ...personReference, roster: z.literal(true).optional() });
const undoing = z
  .strictObject({ ...personReference, what: z.enum(['lock-out', 'plan', 'held', 'failed']).optional() })
  .refine(isExactlyOne, exactlyOne);
const reconciling = z.strictObject({ apply: z.boolean().optional() });

/** What is held is heard after all, in its place; of one person, of everybody, or the held change of the roster. */
export const release = operator(anyone, async ({ roster, ...who }, ports) => {
  if (roster) return ok({ results: [await releaseRoster(ports)] });
  const identities = isNamed(who) ? [identityOf(who, ports)] : await everyoneWith(({ held }) => held.length > 0, ports);
  const results = await forEach(identities, 'ops.release', withPended(released), ports);
  const fromRoster = isNamed(who) ? [] : [await releaseRoster(ports)].filter(({ outcome }) => outcome === 'applied');
  return ok({ results: [...results, ...fromRoster] });
});

/** What was given up, or waits for its next attempt, is told to Frontline now. */
export const replay = operator(z.strictObject(personReference), async (who, ports) => {
  const waiting = ({ failed, pending }: PersonRecord) => failed.length > 0 || pending !== undefined;
  const identities = isNamed(who) ? [identityOf(who, ports)] : await everyoneWith(waiting, ports);
  return ok({ results: await forEach(identities, 'ops.replay', replayed, ports) });
});

const UNDOING = { 'lock-out': withPended(undone), plan: cancelOffboarding, held: dropHeld, failed: dropFailed };

/**
 * What should not have been said: the last lock-out is taken back and the user let in again; an announced leaving, held
 * offboardings or changes that were given up are dropped.
 */
export const undo = operator(undoing, async ({ what = 'lock-out', ...who }, ports) =>
  ok({ results: await forEach([identityOf(who, ports)], 'ops.undo', UNDOING[what], ports) }),
);

/** Everything that is kept of a person is forgotten; what was done to their user stays in the audit, under no name. */
export const erase = operator(onePerson, async (who, ports) => {
  const identity = identityOf(who, ports);
  if (identity === undefined) return ok({ results: [unknown('ops.erase')] });
  const { records, audit, random } = ports;
  const { record } = await records.read(identity);
  await records.erase(identity);
  const lines = await audit.forget(records.name(identity), `erased-${Math.floor(random() * 2 ** 48).toString(36)}`);
  const outcome = record || lines > 0 ? 'applied' : 'unchanged';
  return ok({ results: [{ event: 'operator', type: 'ops.erase', outcome }] });
});

/** Compares every user with roster and records; with `apply: true` makes them so. */
export const reconcile = operator(reconciling, async ({ apply: really = false }, ports) => {
  const records = new Map((await ports.records.all()).map((record) => [record.identity, record]));
  const identities = [...new Set([...ports.roster.people.map(({ identity }) => identity), ...records.keys()])];
  const looks = await fetchUsers(identities, ports);
  const wishes = identities.flatMap((identity) => {
    const user = looks.get(identity);
    if (user === undefined || user === 'unreachable') return [];
    const wanted = wantedOf(identity, records.get(identity), ports);
    const change: TargetChange = {
      ...(wanted.access !== undefined && wanted.access !== user.access && { access: wanted.access }),
      ...(wanted.available !== undefined && wanted.available !== user.available && { available: wanted.available }),
    };
    return Object.keys(change).length > 0 ? [{ identity, change }] : [];
  });
  const results = await Promise.all(
    wishes.map(async ({ identity, change }) => {
      const line = { event: 'operator', type: 'ops.reconcile', person: nameOf(identity, ports), ...shown(change) };
      if (!really) return line;
      const applied = await updateUser({ identity, change, because: 'reconcile', sure: true }, ports);
      if (applied.result === 'dry_run') return line;
      return { ...line, outcome: applied.result === 'failed' ? 'retrying' : applied.result };
    }),
  );
  const count = (what: unknown) => [...looks.values()].filter((look) => look === what).length;
  return ok({
    dryRun: !really || ports.target.dryRun,
    results,
    missing: count(undefined),
    unreachable: count('unreachable'),
  });
});

/** A change under the names that `POST /ops/reconcile` has for its fields. */
function shown({ access, available }: TargetChange) {
  return {
    ...(access !== undefined && { state: stateOf(access) }),
    ...(available !== undefined && { isAvailable: available }),
  };
}

/** A user as it should be: the state only where HR has said something of it, availability only where something decides it. */
function wantedOf(identity: string, record: PersonRecord | undefined, ports: Ports): TargetChange {
  const { now, resolver, people } = ports;
  const instant = now();
  const employment = record && employmentAt(record.words, instant);
  if (employment?.left) return { access: false, available: false };
  const person = people.byIdentity(identity);
  const facts = record && factsOf(record, instant);
  return {
    ...(employment?.by && { access: true }),
    ...(person !== undefined && { available: resolver.verdict(person, instant, facts).available }),
  };
}

type Rule = (record: PersonRecord, situation: Situation) => Decision | undefined;

function withPended(rule: Rule): Rule {
  return (record, situation) => {
    const decision = rule(record, situation);
    return decision && enqueueChange(decision, situation);
  };
}

async function forEach(
  identities: readonly (string | undefined)[],
  type: string,
  rule: Rule,
  ports: Ports,
): Promise<Result[]> {
  return Promise.all(
    identities.map(async (identity): Promise<Result> => {
      if (identity === undefined) return unknown(type);
      return { event: 'operator', type, person: nameOf(identity, ports), ...(await applyRule(identity, rule, ports)) };
    }),
  );
}

function isNamed({ identity, person }: PersonReference): boolean {
  return identity !== undefined || person !== undefined;
}

async function everyoneWith(what: (record: PersonRecord) => boolean, { records }: Ports): Promise<string[]> {
  return (await records.all()).filter(what).map(({ identity }) => identity);
}

/** So often the heartbeat is read again because a tick wrote it meanwhile. */
const MAX_CONFLICTS = 20;

async function releaseRoster({ heartbeat, fingerprint }: Ports): Promise<Result> {
  const line = { event: 'operator', type: 'ops.release' };
  for (let conflicts = 0; ; conflicts++) {
    const { beat, revision } = await heartbeat.read();
    const { held, ...rest } = beat;
    if (held?.roster !== fingerprint) return { ...line, outcome: 'unchanged' };
    try {
      await heartbeat.write({ ...rest, released: fingerprint }, revision, 'prepare');
      return { ...line, outcome: 'applied' };
    } catch (error) {
      if (!(error instanceof Conflict) || conflicts === MAX_CONFLICTS) throw error;
    }
  }
}
