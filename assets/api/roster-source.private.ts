import { hideDigests } from '../application/live-roster/hidden-digests';
import { readVersions, type VersionsPorts } from '../application/live-roster/versions';
import { RosterUnknown } from '../application/ports';
import { allows } from '../domain/roster/operators';
import * as z from '../lib/zod';
import { ok, problem } from './http/answer';
import { viewer } from './operator';
import { countingVersionView, versionView } from './views/roster-versions';

// A query brings text.
export const sourceQuery = z.strictObject({
  version: z
    .string()
    .refine((text) => /^[1-9]\d{0,8}$/.test(text), { error: 'expected a whole number from 1' })
    .transform(Number)
    .optional(),
});

/**
 * `GET /roster/source`: the text of the roster that counts, or with `version` of one of the history. Only admins are shown the digests of
 * operators' keys; what others get in their place can be published again.
 */
export const rosterSource = viewer(
  '/roster/source',
  sourceQuery,
  async ({ version }, ports: VersionsPorts, { operator }) => {
    const { current, all } = await readVersions(ports);
    const wanted = version ?? current.version;
    const found = all.find((one) => one.version === wanted);
    if (!found) {
      const known = all.map((one) => one.version).join(', ');
      const fault = { path: 'version', message: `expected a version that is kept: ${known}; found ${wanted}` };
      return problem('invalid_payload', 'There is no such version.', [fault]);
    }
    const yaml = await found.text();
    if (yaml === undefined) throw new RosterUnknown(`The text of version ${wanted} of the roster cannot be read.`);
    const view = wanted === current.version ? countingVersionView(current) : versionView(found);
    return ok({ ...view, yaml: allows(operator.role, 'admin') ? yaml : hideDigests(yaml) });
  },
);

/** `GET /roster/history`: the last 20 versions, newest first. */
export const rosterHistory = viewer('/roster/history', z.strictObject({}), async (_, ports: VersionsPorts) => {
  const { current, all } = await readVersions(ports);
  return ok({ versions: all.map((one) => ({ ...versionView(one), current: one.version === current.version })) });
});
