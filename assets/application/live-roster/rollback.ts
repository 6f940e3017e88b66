import { type PublishPorts, type PublishRequest, type PublishResult, publishRoster } from './publish';
import { readVersions } from './versions';

/** An old version to publish anew. */
export interface RollbackRequest extends Omit<PublishRequest, 'yaml'> {
  readonly version: number;
}

/** `versions`: there is no earlier version of that number; these there are. */
export type RollbackResult = PublishResult | { readonly versions: readonly number[] };

/** Publishes the text of an old version anew, as the next one. @throws Unavailable, as publishing does; RosterUnknown if the head cannot be read */
export async function rollBackRoster(
  { version, basedOn, note, ...request }: RollbackRequest,
  ports: PublishPorts,
): Promise<RollbackResult> {
  const { current, all } = await readVersions(ports);
  const earlier = all.filter((one) => one.version !== current.version);
  const yaml = await earlier.find((one) => one.version === version)?.text();
  if (yaml === undefined) return { versions: earlier.map((one) => one.version) };
  const own = { yaml, basedOn: basedOn ?? current.version, note: note ?? `rollback to version ${version}` };
  return publishRoster({ ...request, ...own }, ports);
}
