/** The addresses of the live roster. Every failure is thrown as RequestFailed. */
import { parseJson, type RequestFailed, request } from '../api';
import type { PastVersion, Publication, RosterSource, RosterVersion, TextFault } from './versions';

/** @param version by default the one that counts */
export async function fetchSource(secret: string, version?: number): Promise<RosterSource> {
  const query = version === undefined ? '' : `?version=${version}`;
  return parseJson<RosterSource>(await request(secret, `/roster/source${query}`, {}));
}

export async function fetchHistory(secret: string): Promise<readonly PastVersion[]> {
  const answer = await request(secret, '/roster/history', {});
  return (await parseJson<{ readonly versions: readonly PastVersion[] }>(answer)).versions;
}

/** What is published: a text, or an old version's text anew. `basedOn`: the version that has to be the current one still. */
export type Publishing = { readonly basedOn: number; readonly note?: string } & (
  | { readonly yaml: string }
  | { readonly version: number }
);

/** Publishes; with `dryRun` only says what that would do. */
export async function publish(secret: string, publishing: Publishing, dryRun: boolean): Promise<Publication> {
  const path = 'yaml' in publishing ? '/roster/publish' : '/roster/rollback';
  const answer = await request(secret, path, {
    method: 'POST',
    body: JSON.stringify({ ...publishing, dryRun }),
    headers: { 'Content-Type': 'application/json' },
  });
  return parseJson<Publication>(answer);
}

/** The version that has been published meanwhile, if that is why publishing failed. */
export function publishedMeanwhile({ error, body }: RequestFailed): RosterVersion | undefined {
  if (error.code !== 'roster_changed') return undefined;
  const { current } = body as { readonly current?: RosterVersion };
  return current;
}

/** The faults of the text, if they are why publishing failed; those of other fields have no line. */
export function faultsOfText({ error, body }: RequestFailed): readonly TextFault[] {
  if (error.code !== 'invalid_payload') return [];
  const { errors = [] } = body as { readonly errors?: readonly Partial<TextFault>[] };
  return errors.flatMap(({ path = '', message = '', line, column }) =>
    line === undefined || column === undefined ? [] : [{ path, message, line, column }],
  );
}
