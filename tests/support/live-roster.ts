import { operate } from './operators';
import { identityOf } from './roster';
import { postTick } from './ticks';
import type { World } from './world';

/** What the addresses of the live roster answer. */
export interface RosterAnswer {
  readonly version?: number;
  readonly at?: string | null;
  readonly by?: string;
  readonly note?: string | null;
  readonly yaml?: string;
  readonly dryRun?: boolean;
  readonly replaced?: RosterAnswer;
  readonly current?: RosterAnswer;
  readonly versions?: readonly (RosterAnswer & { readonly current?: boolean })[];
  readonly changes?: readonly { readonly person: string; readonly available: boolean }[];
  readonly held?: readonly string[];
  readonly shortfalls?: readonly { readonly id: string }[];
  readonly moved?: readonly { readonly shift: string; readonly was: string | null; readonly now: string | null }[];
  readonly warnings?: readonly { readonly message: string }[];
  readonly code?: string;
  readonly detail?: string;
  readonly errors?: readonly {
    readonly path: string;
    readonly message: string;
    readonly line?: number;
    readonly column?: number;
  }[];
}

/** What an address of the live roster answers, in an execution of its own. */
export async function askRoster(
  world: World,
  door: 'publish' | 'rollback' | 'rosterSource' | 'rosterHistory',
  payload: Record<string, unknown> = {},
  secret?: string,
): Promise<{ status: number; body: RosterAnswer }> {
  const { status, body } = await operate(world, door, payload, secret === undefined ? {} : { secret });
  const answer: RosterAnswer = JSON.parse(JSON.stringify(body));
  return { status, body: answer };
}

/** Publishes a text. @throws Error if it is refused. @returns the version */
export async function publish(world: World, yaml: string, basedOn: number, more: object = {}): Promise<RosterAnswer> {
  const { status, body } = await askRoster(world, 'publish', { yaml, basedOn, ...more });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
}

/** A minute passes, and the scheduler's tick runs. @returns its answer */
export async function nextTick(world: World) {
  world.passMinutes();
  const { status, body } = await postTick(world);
  if (status !== 200) throw new Error(JSON.stringify(body));
  const report: { changed: number; held: number; inDoubt?: true } = JSON.parse(JSON.stringify(body));
  return report;
}

/** The keys of those whom Frontline has as available. */
export async function available(world: World, keys: readonly string[]): Promise<string[]> {
  const on = await Promise.all(keys.map((key) => world.isAvailable(identityOf(key))));
  return keys.filter((_, index) => on[index]);
}
