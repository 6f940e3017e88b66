import { type PublishPorts, type PublishResult, publishRoster } from '../application/live-roster/publish';
import { type RollbackResult, rollBackRoster } from '../application/live-roster/rollback';
import type { RosterInUse } from '../application/live-roster/roster-in-use';
import { Unavailable } from '../application/ports';
import { allows } from '../domain/roster/operators';
import { formatInstant } from '../domain/time';
import { describeError } from '../lib/errors';
import * as z from '../lib/zod';
import { type Answer, ok, problem, withMembers } from './http/answer';
import { operator } from './operator';
import { foresee } from './run-tick.private';
import type { SignedIn } from './sign-in/admission';
import { countingVersionView, versionView } from './views/roster-versions';

/** A roster of 10,000 people has about a megabyte. */
const MOST_BYTES = 1024 * 1024;
const LONGEST_NOTE = 200;

const version = z.number().refine((value) => Number.isSafeInteger(value) && value >= 1, {
  error: 'expected a whole number from 1',
});
const note = z
  .string()
  .refine((text) => text.length <= LONGEST_NOTE, { error: `expected at most ${LONGEST_NOTE} characters` })
  .optional();
const dryRun = z.boolean().optional();

/** What the addresses take of the world; what a tick would do, they ask the tick's own code. */
type Ground = Omit<PublishPorts, 'foresee' | keyof RosterInUse> & RosterInUse;

export const publication = z.strictObject({
  yaml: z.string().refine((text) => Buffer.byteLength(text) <= MOST_BYTES, {
    error: `expected at most ${MOST_BYTES / 1024} KiB`,
  }),
  basedOn: version,
  note,
  dryRun,
});

/** `POST /roster/publish`: makes a text the roster that counts from the next tick on; with `dryRun` says what that would change. */
export const publish = operator('/roster/publish', publication, (request, ports: Ground, { operator: by }) =>
  answerTo(() => publishRoster({ ...request, ...signed(request, by) }, { ...ports, foresee }), request, by, ports),
);

export const oldVersion = z.strictObject({ version, basedOn: version.optional(), note, dryRun });

/** `POST /roster/rollback`: publishes the text of an old version anew, as the next version. */
export const rollback = operator('/roster/rollback', oldVersion, (request, ports: Ground, { operator: by }) =>
  answerTo(() => rollBackRoster({ ...request, ...signed(request, by) }, { ...ports, foresee }), request, by, ports),
);

/** Who publishes, and why. */
function signed(
  { note: text = '', dryRun: isDry = false }: z.infer<typeof oldVersion | typeof publication>,
  { name, role }: SignedIn,
) {
  return { by: name, isAdmin: allows(role, 'admin'), note: text.trim() || null, dryRun: isDry };
}

/** Publishes, and answers what came of it. */
async function answerTo(
  act: () => Promise<RollbackResult>,
  asked: { readonly version?: number; readonly dryRun?: boolean | undefined },
  by: SignedIn,
  ports: Pick<Ground, 'log'>,
): Promise<Answer> {
  try {
    const result = await act();
    if ('versions' in result) return unknownVersion(asked.version, result.versions);
    if ('errors' in result) {
      return problem('invalid_payload', 'The roster has faults. Nothing was published.', result.errors);
    }
    if ('adminParts' in result) return forAdmins(result.adminParts, by);
    if ('current' in result) return changedBySomebodyElse(result.current);
    return publishedAnswer(result, asked.dryRun ?? false);
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    ports.log('error', 'The roster could not be published', describeError(error));
    const detail = `${error.message} As far as can be told, nothing was published: look at the history, and publish again.`;
    return problem('upstream_unavailable', detail);
  }
}

function forAdmins(parts: readonly string[], { name, role }: SignedIn): Answer {
  const detail = `Nothing was published: only an admin may change ${parts.join(', ')}, and ${name} is ${role}.`;
  const errors = parts.map((path) => ({ path, message: 'expected no change, except by an admin' }));
  return withMembers(problem('forbidden', detail, errors), { role, needed: 'admin' });
}

function unknownVersion(asked: number | undefined, versions: readonly number[]): Answer {
  const expected = versions.length > 0 ? `one of ${versions.join(', ')}` : 'none: there is no earlier version yet';
  const fault = { path: 'version', message: `expected an earlier version that is kept, ${expected}; found ${asked}` };
  return problem('invalid_payload', 'Nothing was published.', [fault]);
}

function changedBySomebodyElse(current: Parameters<typeof countingVersionView>[0]): Answer {
  const detail = `Version ${current.version} counts by now, and the text is based on another one. Nothing was published.`;
  return withMembers(problem('roster_changed', detail), { current: countingVersionView(current) });
}

function publishedAnswer(
  { published, changes, warnings }: Extract<PublishResult, { published: unknown }>,
  isDry: boolean,
): Answer {
  return ok({
    ...versionView(published),
    dryRun: isDry,
    changes: changes.changes,
    held: changes.held,
    shortfalls: changes.shortfalls.map(({ id, from, to, have, need }) => {
      return { id, from: formatInstant(from), to: formatInstant(to), have, need };
    }),
    moved: changes.moved.map(({ shift, was, now, from, to }) => {
      return { shift, was, now, from: formatInstant(from), to: formatInstant(to) };
    }),
    warnings,
  });
}
