import type { Answer } from '../../assets/api/http/answer';
import { erase } from '../../assets/api/ops/erase.private';
import { reconcile } from '../../assets/api/ops/reconcile.private';
import { release } from '../../assets/api/ops/release.private';
import { replay } from '../../assets/api/ops/replay.private';
import { undo } from '../../assets/api/ops/undo.private';
import { override } from '../../assets/api/shifts-override.private';
import { shiftsTick } from '../../assets/api/shifts-tick.private';
import type { Ports } from '../../assets/main/ports';
import type { Act, Deployment } from './acts';
import type { Cloud } from './cloud';
import { advanceHeartbeat, corruptDuty, corruptHeartbeat, corruptRecord, recordOf } from './damage';
import type { Oracle } from './oracle/oracle';
import type { SimPerson } from './people';
import type { HasRule } from './rules';
import type { Said } from './said';
import { ENVIRONMENT } from './sending';
import type { World } from './world';

interface Scene {
  readonly world: World;
  readonly cloud: Cloud;
  readonly oracle: Oracle;
  readonly people: ReadonlyMap<string, SimPerson>;
  readonly now: () => number;
  readonly tell: (key: string, text: string) => void;
  readonly has: HasRule;
  readonly recordKey: () => string;
  readonly deploy: (deployment: Deployment) => void;
}

const ADDRESSES = { erase, reconcile, release, replay, undo, override };

/** Does what operators and others do, and tells the oracle of it. */
export function createOperators(scene: Scene): (act: Act) => Promise<void> {
  const { world, cloud, oracle, people, now, tell, deploy } = scene;
  const unreadable = new Set<string>();

  async function operate(
    address: keyof typeof ADDRESSES,
    payload: Record<string, unknown>,
  ): Promise<Answer | undefined> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${ENVIRONMENT.OPS_SECRET}` };
    const perform = (ports: Ports) => ADDRESSES[address]({ headers, payload }, ports);
    return world.execute(address, perform);
  }

  /** Has an operator say something, and tells the oracle: before it may have an effect, and again what came of it. */
  async function say(
    key: string,
    word: Omit<Said, 'id' | 'person' | 'sender' | 'timestamp'>,
    ask: () => Promise<Answer | undefined>,
  ): Promise<void> {
    const at = now();
    const said: Said = { id: `operator-${at}`, person: key, sender: 'standard', timestamp: at, spelling: key, ...word };
    const mustUndo = word.type === 'reinstated' && scene.has('undo-said') && oracle.isUndoable(key, at);
    oracle.sent(said, at);
    const answer = await ask();
    const [outcome] = outcomesOf(answer);
    tell(key, `operator says ${JSON.stringify(word)}: ${outcome}`);
    const isNothing = outcome === undefined || (outcome === 'unchanged' && word.type !== 'availability');
    if (isNothing && mustUndo) oracle.note('lost', key, now(), `could not be let in again by undo: ${outcome}`);
    oracle.answered(said, now(), isNothing ? 409 : 200, outcome);
  }

  function byHand(key: string, change: 'let in' | 'off' | 'on'): void {
    const user = cloud.users.get(people.get(key)?.identity ?? '');
    if (!user) return;
    tell(key, `${change} by hand`);
    if (change === 'let in') user.state = 'active';
    else user.isAvailable = change === 'on';
    oracle.doubted(key, change === 'let in' ? ['state'] : ['isAvailable'], now());
  }

  async function eraseRecord(key: string): Promise<void> {
    const began = now();
    const record = () => recordOf(cloud, people.get(key)?.identity ?? '', scene.recordKey());
    const before = record();
    const answer = await operate('erase', { identity: people.get(key)?.identity });
    tell(key, `erase: ${answer?.status}`);
    // One that is cut short may have taken the record away, and there may be a new one since.
    const done = answer?.status === 200 || before === undefined || record() !== before;
    if (done) unreadable.delete(key);
    oracle.erased(key, { began, ended: now(), done });
  }

  function corrupt(key: string): void {
    if (!corruptRecord(cloud, people.get(key)?.identity ?? '', scene.recordKey())) return;
    tell(key, 'the record is damaged');
    unreadable.add(key);
    oracle.blinded(key);
  }

  return async (act) => {
    switch (act.what) {
      case 'hand':
        return byHand(act.key, act.change);
      case 'corrupt record':
        return corrupt(act.key);
      case 'corrupt duty':
        return corruptDuty(cloud);
      case 'corrupt heartbeat':
        return corruptHeartbeat(cloud);
      case 'future heartbeat':
        return advanceHeartbeat(cloud, now());
      case 'deploy':
        return deploy(act);
      default:
        return asked(act);
    }
  };

  async function asked(act: Exclude<Act, { what: 'hand' | `corrupt ${string}` | 'future heartbeat' | 'deploy' }>) {
    switch (act.what) {
      case 'undo':
        return say(act.key, { type: act.which === 'plan' ? 'offboarding_cancelled' : 'reinstated' }, () =>
          operate('undo', { person: act.key, what: act.which }),
        );
      case 'override': {
        const { available, to, key } = act;
        const until = new Date(to).toISOString();
        return say(key, { type: 'availability', available, to }, () =>
          operate('override', { person: key, available, until }),
        );
      }
      case 'release':
        tell(act.key, 'release');
        oracle.released(act.key, true);
        await operate('release', { identity: people.get(act.key)?.identity }); // the roster may have lost the key
        return;
      case 'release all':
        for (const { key, protected: isProtected } of people.values()) if (!isProtected) oracle.released(key, false);
        await operate('release', {});
        return;
      case 'erase':
        return eraseRecord(act.key);
      case 'erase unreadable':
        for (const key of unreadable) await eraseRecord(key);
        return;
      case 'reconcile':
        oracle.reconciled(now());
        await operate('reconcile', { apply: true });
        return;
      case 'replay':
        await operate('replay', {});
        return;
      case 'dry run': {
        const headers = { 'content-type': 'application/json', authorization: `Bearer ${ENVIRONMENT.TICK_SECRET}` };
        await world.execute('dry run', (ports) => shiftsTick({ headers, payload: { dryRun: true } }, ports));
      }
    }
  }
}

function outcomesOf(answer: Answer | undefined): string[] {
  if (answer?.status !== 200) return [];
  const { results = [] }: { results?: { outcome: string }[] } = JSON.parse(JSON.stringify(answer.body));
  return results.map(({ outcome }) => outcome);
}
