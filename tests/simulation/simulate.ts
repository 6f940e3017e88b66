import { shiftsTick } from '../../assets/api/shifts-tick.private';
import { seededRandom } from '../../emulator/random';
import { type Deployment, FIRST_KEY } from './acts';
import { createEventClock } from './clock';
import { createCloud } from './cloud';
import { HEALTHY, MINUTE } from './episodes';
import { NO_FAULTS } from './faults';
import { describe, outcomesOf } from './lines';
import { createOperators } from './operators';
import { Oracle } from './oracle/oracle';
import { rosterOf, type SimPerson } from './people';
import { drawPlan, type Plan } from './plan';
import { mustBePrompt, PROMPT_MS } from './promptness';
import type { Report } from './report';
import { asserted, type HasRule } from './rules';
import type { Said } from './said';
import { notSimulated } from './sdk';
import { ENVIRONMENT, receive, requestOf } from './sending';
import { createWorld, type Death, PROCESSES, type World } from './world';

/** Where nothing is sent and nothing fails, ticks come this far apart: a simulated week has to take about a second. */
const CALM_MINUTES = 15;

const TICK = {
  headers: { 'content-type': 'application/json', authorization: `Bearer ${ENVIRONMENT.TICK_SECRET}` },
  payload: {},
};

/** Lives through one week. */
export async function simulate(seed: number, has: HasRule = asserted): Promise<Report> {
  const plan = drawPlan(seed, has);
  const run = new Run(plan, has);
  await run.live();
  if (notSimulated.length > 0) throw new Error(`not simulated: ${[...new Set(notSimulated)].join(', ')}`);
  return run.report();
}

class Run {
  private listed: ReadonlySet<string> = new Set();
  private readonly clock;
  private readonly cloud;
  private readonly world: World;
  private readonly oracle: Oracle;
  private readonly random;
  private readonly people: ReadonlyMap<string, SimPerson>;
  private readonly byName = new Map<string, string>();
  private readonly history = new Map<string, string[]>();
  private kills = 0;
  private recordKey = FIRST_KEY;
  private deliveries = 0;
  private changes = 0;
  private ticks = 0;

  constructor(
    private readonly plan: Plan,
    private readonly has: HasRule,
  ) {
    const { people, seed, start, limit } = plan;
    this.random = seededRandom(seed ^ 0x5eed);
    this.people = new Map(people.map((person) => [person.key, person]));
    for (const { key, identity, sid } of people) this.byName.set(identity, key).set(sid, key);
    this.clock = createEventClock(start);
    this.cloud = createCloud(
      () => this.clock.now,
      (user, before, fields, execution) => {
        const key = this.byName.get(user.identity) ?? '';
        this.changes++;
        if (before.state !== user.state || before.isAvailable !== user.isAvailable) {
          this.tell(key, `${execution}: now ${user.state}, ${user.isAvailable ? 'available' : 'unavailable'}`);
        }
        if (execution === 'dry run') this.oracle.note('wrong', key, this.clock.now, 'was changed by a dry run');
        this.oracle.changed(key, before, user, fields, this.clock.now);
      },
    );
    this.world = createWorld(this.clock, this.cloud, seed ^ 0xc10d, {
      onLie: (call, kind) => {
        const key = this.byName.get(call.path[1] ?? '');
        if (key === undefined) return;
        this.tell(key, `Frontline lies (${kind}) about ${JSON.stringify(call.form)}`);
        if (kind === 'claimed' || !has('lie-unchanged'))
          this.oracle.doubted(key, Object.keys(call.form), this.clock.now);
      },
    });
    this.oracle = new Oracle({
      people,
      has,
      limit,
      authority: new Set(plan.authority),
      processes: PROCESSES,
      syncFailedSince: (at) => this.world.lastSyncFault >= at,
    });
    for (const person of people) {
      if (!person.user) continue;
      const { identity, sid } = person;
      this.cloud.users.set(identity, {
        sid,
        identity,
        state: 'active',
        isAvailable: false,
        friendlyName: '',
        avatar: '',
      });
    }
    this.deploy({ absent: new Set(), dutyless: new Set(), recordKey: FIRST_KEY });
  }

  private deploy(deployment: Omit<Deployment, 'what'>): void {
    const { people, limit } = this.plan;
    const { absent, dutyless, recordKey } = deployment;
    this.recordKey = recordKey;
    const env = { ...ENVIRONMENT, OFFBOARDING_LIMIT: String(limit), RECORD_KEY: recordKey };
    this.world.deploy(rosterOf(people, deployment, this.plan.authority), env);
    const listed = people.filter(({ onRoster, key }) => onRoster && !absent.has(key));
    this.listed = new Set(listed.map(({ key }) => key));
    this.oracle.deployed(this.listed, dutyless, this.clock.now, recordKey);
    for (const key of absent) this.tell(key, 'taken off the roster');
    for (const key of dutyless) this.tell(key, 'has no shift on the new roster');
  }

  async live(): Promise<void> {
    const { plan, clock } = this;
    const at = (instant: number, act: () => unknown) => clock.at(instant, () => void act());
    for (const { spells, kills, from, to, check } of plan.episodes) {
      for (const { from, rates } of spells) at(from, () => (this.world.rates = rates));
      at(from, () => (this.kills = kills));
      at(to, () => {
        this.world.rates = HEALTHY;
        this.kills = 0;
      });
      at(to + 40 * MINUTE, () => (this.world.rates = { sync: NO_FAULTS, frontline: NO_FAULTS }));
      at(check, () => this.check());
    }
    for (const { at: instant, said } of plan.deliveries) at(instant, () => this.deliver(said));
    const operators = createOperators({
      world: this.world,
      cloud: this.cloud,
      oracle: this.oracle,
      people: this.people,
      now: () => clock.now,
      tell: (key, text) => this.tell(key, text),
      has: this.has,
      recordKey: () => this.recordKey,
      deploy: (deployment) => this.deploy(deployment),
    });
    for (const act of plan.acts) at(act.at, () => operators(act));
    at(plan.start + 1000, () => this.ring());
    await clock.run(plan.end);
  }

  /** A tick, and the next one: schedulers are not exact, and now and then two come at once or none does. */
  private ring(): void {
    const { end } = this.plan;
    const chance = this.random();
    const times = chance < 0.02 ? 0 : chance < 0.04 ? 2 : 1;
    for (let n = 0; n < times; n++) {
      this.ticks++;
      void this.world.execute('tick', (ports) => shiftsTick(TICK, ports), this.death());
    }
    const next = this.clock.now + this.untilNextTick() * MINUTE;
    if (next < end) this.clock.at(next, () => this.ring());
  }

  /** Minutes: as the plan has it around what happens, and a quarter of an hour where nothing does. */
  private untilNextTick(): number {
    const { now } = this.clock;
    const { episodes, interval } = this.plan;
    const isActive = episodes.some(({ from, check }) => now >= from - CALM_MINUTES * MINUTE && now <= check);
    return isActive ? interval : CALM_MINUTES;
  }

  private death(): Death | undefined {
    if (this.kills === 0 || this.random() >= this.kills) return undefined;
    return { at: 1 + Math.floor(this.random() * 12), when: this.random() < 0.5 ? 'before' : 'after' };
  }

  /** Delivers, and again later where it was not accepted, as senders do. */
  private async deliver(said: readonly Said[], tries = 0): Promise<void> {
    const { clock, oracle, world } = this;
    const [first] = said;
    if (!first) return;
    this.deliveries++;
    const request = requestOf({ said }, this.people, clock.now);
    for (const one of said) {
      oracle.sent(one, clock.now);
      this.tell(one.person, `sent ${describe(one)}`);
    }
    const began = { at: clock.now, rates: world.rates };
    const death = this.death();
    const answer = await world.execute(`delivery ${first.id}`, (ports) => receive(first.sender, request, ports), death);
    const status = answer?.status ?? 0;
    const person = this.people.get(first.person);
    const isLockout =
      person?.user && !person.protected && this.plan.limit > 99 && !death && this.isNamed(person, first);
    if (isLockout && began.rates === world.rates && mustBePrompt(said, began.rates, began.at)) {
      const took = clock.now - began.at;
      const text = `was not locked out within the request: ${status || 'no answer'} after ${took} ms`;
      // Two deliveries at once may keep each other from the record: then one of them is sent again, and the user is out.
      const isOut = this.cloud.users.get(person.identity)?.state === 'deactivated';
      if ((status !== 200 && !isOut) || took > PROMPT_MS) oracle.note('lost', first.person, clock.now, text);
    }
    const outcomes = outcomesOf(answer);
    for (const [index, one] of said.entries()) {
      // BambooHR and others have no ids of their own: one event each.
      const outcome = outcomes.find(({ event }) => event === one.id)?.outcome ?? outcomes[index]?.outcome;
      oracle.answered(one, clock.now, status, outcome);
      this.tell(one.person, `answered ${one.id}: ${status || 'not at all'} ${outcome ?? ''}`);
    }
    if (status >= 200 && status < 500) return;
    const wait = Math.min(10 * MINUTE, 10_000 * 2 ** tries) * (0.5 + this.random());
    clock.at(clock.now + wait, () => void this.deliver(said, tries + 1));
  }

  /** By an id or a key that only the roster can map, and does not, the sender has to send again until it is certain which roster counts. */
  private isNamed({ key }: SimPerson, { sender, spelling }: Said): boolean {
    return this.listed.has(key) || ((sender === 'standard' || sender === 'okta') && spelling !== key);
  }

  private check(): void {
    const { now } = this.clock;
    const since = now - (3 * this.plan.interval + 2) * MINUTE;
    for (const { key, identity } of this.plan.people) {
      this.oracle.check(key, this.cloud.users.get(identity), now, since);
    }
    this.oracle.checkAlerts(this.world.alerts, now);
  }

  private tell(key: string, text: string): void {
    const lines = this.history.get(key) ?? [];
    lines.push(`${new Date(this.clock.now).toISOString()} ${text}`);
    this.history.set(key, lines);
  }

  report(): Report {
    return {
      seed: this.plan.seed,
      events: new Set(this.plan.deliveries.flatMap(({ said }) => said)).size,
      deliveries: this.deliveries,
      ticks: this.ticks,
      interval: this.plan.interval,
      changes: this.changes,
      faults: this.world.faults,
      mistakes: this.oracle.mistakes,
      history: this.history,
    };
  }
}
