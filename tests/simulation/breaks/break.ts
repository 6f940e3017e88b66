import { FIRST_KEY } from '../acts';
import type { Plan } from '../plan';

/** A rule of the product, broken on purpose: the text of a file to replace. The simulation has to notice. */
export interface Break {
  readonly rule: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** Whether the break can show in a week: such weeks are simulated first. */
  readonly needs?: (plan: Plan) => boolean;
}

export const isLimited = ({ limit }: Plan) => limit < 999;
export const has =
  (what: Plan['acts'][number]['what']) =>
  ({ acts }: Plan) =>
    acts.some((act) => act.what === what);
export const hasOtherKey = ({ acts }: Plan) => acts.some((act) => act.what === 'deploy' && act.recordKey !== FIRST_KEY);
export const hasRemoved = ({ acts }: Plan) => acts.some((act) => act.what === 'deploy' && act.absent.size > 0);
export const hasSpell =
  (name: RegExp) =>
  ({ episodes }: Plan) =>
    episodes.filter(({ spells }) => spells.some((spell) => name.test(spell.name))).length > 2;

/** Somebody's announced leaving is cancelled before it is due. */
export function hasCancelledLeaving({ deliveries }: Plan): boolean {
  const said = deliveries.flatMap((delivery) => delivery.said);
  return said.some(
    ({ person, effectiveAt = 0, timestamp }) =>
      effectiveAt > timestamp &&
      said.some(
        (other) =>
          other.type === 'offboarding_cancelled' &&
          other.person === person &&
          other.timestamp > timestamp &&
          other.timestamp < effectiveAt,
      ),
  );
}
