import type { Answer } from '../../assets/api/http/answer';
import { reconcile } from '../../assets/api/ops/reconcile.private';
import { release } from '../../assets/api/ops/release.private';
import { undo } from '../../assets/api/ops/undo.private';
import { override } from '../../assets/api/shifts-override.private';
import { shiftsTick } from '../../assets/api/shifts-tick.private';
import type { Ports } from '../../assets/main/ports';
import type { Act } from './acts';
import type { Cloud } from './cloud';
import type { Oracle } from './oracle/oracle';
import type { SimPerson } from './people';
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
}

const ADDRESSES = { reconcile, release, undo, override };

/** Does what operators and others do, and tells the oracle of it. */
export function createOperators(scene: Scene): (act: Act) => Promise<void> {
  const { world, cloud, oracle, people, now, tell } = scene;

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
    const said: Said = { id: `operator-${at}`, person: key, sender: 'standard', timestamp: at, ...word };
    oracle.sent(said, at);
    const answer = await ask();
    const [outcome] = outcomesOf(answer);
    tell(key, `operator says ${JSON.stringify(word)}: ${outcome}`);
    const isNothing = outcome === undefined || (outcome === 'unchanged' && word.type !== 'availability');
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

  return async (act) => {
    const began = now();
    switch (act.what) {
      case 'hand':
        return byHand(act.key, act.change);
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
      case 'release': {
        tell(act.key, 'release');
        oracle.released(act.key, began);
        await operate('release', { person: act.key });
        return;
      }
      case 'reconcile':
        oracle.reconciled(began);
        await operate('reconcile', { apply: true });
        return;
      case 'dry run': {
        const headers = { 'content-type': 'application/json', authorization: `Bearer ${ENVIRONMENT.TICK_SECRET}` };
        await world.execute('dry run', (ports) => shiftsTick({ headers, payload: { dryRun: true } }, ports));
      }
    }
  };
}

function outcomesOf(answer: Answer | undefined): string[] {
  if (answer?.status !== 200) return [];
  const { results = [] }: { results?: { outcome: string }[] } = JSON.parse(JSON.stringify(answer.body));
  return results.map(({ outcome }) => outcome);
}
