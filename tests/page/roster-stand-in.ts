import type { BrowserContext, Route } from 'playwright-core';
import { movedTurns } from '../../assets/domain/schedule/moved-turns';
import { createResolver } from '../../assets/domain/schedule/resolver';
import { readRoster } from '../../assets/roster-file/read';
import { KEYS } from '../support/named-operators';
import { now } from './clock';
import { SECRETS } from './deployment';

// Answers at the live roster's addresses as they are documented: versions in memory, and what publishing does by the real reader and resolver.

interface Stored {
  readonly version: number;
  readonly at: string | null;
  readonly by: string;
  readonly note: string | null;
  readonly yaml: string;
}

export interface StandIn {
  /** Oldest first. */
  readonly versions: readonly Stored[];
  /** Every request that was meant to change something, as it came. */
  readonly published: readonly Record<string, unknown>[];
  /** Somebody else publishes. */
  publishAs(by: string, yaml: string, note?: string): void;
  /** A deployment with another file replaces what was published. */
  redeploy(yaml: string): void;
  /** What is answered from now on at these addresses; undefined: as usual. `lost`: it is done, and the answer is lost. */
  fail(how: { readonly path: RegExp; readonly status: number | 'offline' | 'lost' } | undefined): void;
  /** Finds these errors in the next text, whatever it is. */
  refuse(errors: readonly object[]): void;
  /** Whom the rule for truncated rosters holds. */
  held: readonly string[];
}

const DAY = 86_400_000;
/** Whoever looks may be any operator. */
const KEY_HOLDERS = [SECRETS.OPS_SECRET, ...Object.values(KEYS)].map((key) => `Bearer ${key}`);
const printed = (instant: number) => `${new Date(instant).toISOString().slice(0, 19)}Z`;
const problem = (status: number, code: string, more: object = {}) => ({
  status,
  body: { code, detail: code, ...more },
});

export async function standIn(context: BrowserContext, url: string, deployed: string): Promise<StandIn> {
  const server = new RosterServer(deployed);
  await context.route(
    ({ href }) => /^\/roster\/(source|history|publish|rollback)\b/.test(href.slice(url.length)),
    (route) => server.answer(route),
  );
  return server;
}

class RosterServer implements StandIn {
  readonly versions: Stored[];
  readonly published: Record<string, unknown>[] = [];
  held: readonly string[] = [];
  private refused: readonly object[] | undefined;
  private failing: Parameters<StandIn['fail']>[0];
  private replaced: Stored | undefined;

  constructor(deployed: string) {
    this.versions = [{ version: 1, at: null, by: 'deployment', note: null, yaml: deployed }];
  }

  publishAs(by: string, yaml: string, note?: string): void {
    this.replaced = undefined;
    this.versions.push({ version: this.head.version + 1, at: printed(now()), by, note: note ?? null, yaml });
  }

  redeploy(yaml: string): void {
    const replaced = this.head;
    this.versions.push({ version: replaced.version + 1, at: null, by: 'deployment', note: null, yaml });
    this.replaced = replaced;
  }

  fail(how: Parameters<StandIn['fail']>[0]): void {
    this.failing = how;
  }

  refuse(errors: readonly object[]): void {
    this.refused = errors;
  }

  async answer(route: Route): Promise<void> {
    const request = route.request();
    const { pathname, searchParams } = new URL(request.url());
    const failing = this.failing?.path.test(pathname) ? this.failing.status : undefined;
    if (failing === 'offline') return route.abort('connectionfailed');
    const { status, body } =
      typeof failing === 'number'
        ? problem(failing, failing === 401 ? 'unauthorized' : 'upstream_unavailable')
        : KEY_HOLDERS.includes(request.headers().authorization ?? '')
          ? this.answerTo(pathname, searchParams, request.postDataJSON())
          : problem(401, 'unauthorized');
    if (failing === 'lost') return route.abort('connectionreset');
    await route.fulfill({ status, contentType: 'application/json', body: JSON.stringify(body) });
  }

  private answerTo(path: string, query: URLSearchParams, body: Record<string, unknown>) {
    if (path === '/roster/history') {
      const versions = this.versions.map((one) => ({ ...without(one), current: one === this.head }));
      return { status: 200, body: { versions: versions.reverse().slice(0, 20) } };
    }
    if (path === '/roster/source') {
      const wanted = query.get('version');
      const found = wanted === null ? this.head : this.versions.find(({ version }) => String(version) === wanted);
      if (!found) return problem(400, 'invalid_payload', { errors: [{ path: 'version', message: 'is not kept' }] });
      const replaced = wanted === null && this.replaced ? { replaced: without(this.replaced) } : {};
      return { status: 200, body: { ...found, ...replaced } };
    }
    if (path === '/roster/rollback') {
      const old = this.versions.find(({ version }) => version === body.version);
      if (!old) return problem(400, 'invalid_payload', { errors: [{ path: 'version', message: 'is not kept' }] });
      return this.publish({ note: `rollback to version ${old.version}`, ...body, yaml: old.yaml });
    }
    return this.publish(body);
  }

  private publish(body: Record<string, unknown>) {
    const {
      yaml = '',
      basedOn,
      note,
      dryRun,
    } = body as { yaml?: string; basedOn?: number; note?: string; dryRun?: boolean };
    if (!dryRun) this.published.push(body);
    if (basedOn !== undefined && basedOn !== this.head.version) {
      return problem(409, 'roster_changed', { current: without(this.head) });
    }
    const read = readRoster(yaml, 'roster.yaml');
    const { refused } = this;
    this.refused = undefined;
    if (refused) return problem(400, 'invalid_payload', { errors: refused });
    if ('errors' in read)
      return problem(400, 'invalid_payload', { errors: read.errors.map(({ file: _, ...one }) => one) });
    const does = this.whatChanges(yaml);
    if (!dryRun) this.publishAs('operator', yaml, note);
    const version = dryRun ? this.head.version + 1 : this.head.version;
    return {
      status: 200,
      body: {
        version,
        at: printed(now()),
        by: 'operator',
        note: note ?? null,
        dryRun: dryRun === true,
        ...does,
        held: this.held,
        warnings: read.warnings.map(({ file: _, ...one }) => one),
      },
    };
  }

  private whatChanges(yaml: string) {
    const [before, after] = [this.head.yaml, yaml].map((text) => {
      const read = readRoster(text, 'roster.yaml');
      if ('errors' in read) throw new Error('the stored roster is not valid');
      return read.roster;
    });
    if (!before || !after) throw new Error('two rosters are compared');
    const [at, until] = [now(), now() + 14 * DAY];
    const [was, is] = [createResolver(before), createResolver(after)];
    const wasOn = new Map(before.people.map(({ key }, index) => [key, was.verdict(index, at).available]));
    const changes = after.people.flatMap(({ key, identity }, index) => {
      const { available, reason } = is.verdict(index, at);
      const isHeld = this.held.includes(key);
      return isHeld || (wasOn.get(key) ?? false) === available
        ? []
        : [{ person: key, identity, available, because: reason }];
    });
    const known = new Set(was.coverage(at, until).map((gap) => JSON.stringify(gap)));
    const spanned = <T extends { from: number; to: number }>({ from, to, ...rest }: T) => ({
      ...rest,
      from: printed(from),
      to: printed(to),
    });
    return {
      changes,
      shortfalls: is
        .coverage(at, until)
        .filter((gap) => !known.has(JSON.stringify(gap)))
        .map(spanned),
      moved: movedTurns(before, after, at, until).map(({ zone: _, ...turn }) => spanned(turn)),
    };
  }

  private get head(): Stored {
    const head = this.versions.at(-1);
    if (!head) throw new Error('there is always a version');
    return head;
  }
}

function without({ yaml: _, ...version }: Stored) {
  return version;
}
