/** Loads, previews and publishes the roster, and keeps the session in the store true to what the server answers. */
import { RequestFailed } from '../api';
import { t } from '../i18n/translate';
import { type ApiError, actionErrorText, staleDataText } from '../model/errors';
import { pollAfterChange } from '../polling';
import { expireSession, getSecret } from '../session';
import { read, write } from '../store';
import { faultsOfText, fetchHistory, fetchSource, type Publishing, publish, publishedMeanwhile } from './api';
import { storedDraft } from './draft';
import { begin, published, renew } from './edit-session';
import type { PastVersion, Publication, RosterSource, RosterVersion, TextFault } from './versions';

/** What came of a request, or in words why nothing did. */
export type Asked<T> =
  | { readonly answer: T }
  | { readonly failure: string; readonly faults?: readonly TextFault[] }
  /** Somebody has published meanwhile: the session has it, and the editor shows the difference. */
  | 'published meanwhile';

/** Loads the version that counts, and goes on with what was typed before. */
export async function loadRoster(): Promise<Asked<RosterSource>> {
  const asked = await ask(() => fetchSource(getSecret()), staleDataText);
  if (asked !== 'published meanwhile' && 'answer' in asked) {
    const { editing } = read();
    write({ editing: editing ? renew(editing, asked.answer) : begin(asked.answer, storedDraft()) });
  }
  return asked;
}

export function loadHistory(): Promise<Asked<readonly PastVersion[]>> {
  return ask(() => fetchHistory(getSecret()), staleDataText);
}

export function loadVersion(version: number): Promise<Asked<RosterSource>> {
  return ask(() => fetchSource(getSecret(), version), staleDataText);
}

/** What publishing would do. Nothing is published. */
export function preview(publishing: Publishing): Promise<Asked<Publication>> {
  return ask(() => publish(getSecret(), publishing, true), previewErrorText);
}

/** Publishes. The session then has the new version; what is being typed meanwhile stays. */
export async function publishNow(publishing: Publishing): Promise<Asked<Publication>> {
  const asked = await ask(() => publish(getSecret(), publishing, false), actionErrorText);
  if (asked === 'published meanwhile' || !('answer' in asked)) return asked;
  const { version, at, by, note } = asked.answer;
  const isLoaded =
    'yaml' in publishing ? hasPublished({ version, at, by, note, yaml: publishing.yaml }) : await reload();
  const words = t(isLoaded ? 'roster-publish.published' : 'roster-publish.published-not-loaded', { version });
  write({ toast: { tone: isLoaded ? 'good' : 'waits', words } });
  void pollAfterChange();
  return asked;
}

/** The session's own text has become a version. */
function hasPublished(source: RosterSource): true {
  const { editing } = read();
  if (editing) write({ editing: published(editing, source) });
  return true;
}

/** Puts the version that counts into the session; whether it could be loaded. */
async function reload(): Promise<boolean> {
  const asked = await ask(() => fetchSource(getSecret()), staleDataText);
  if (asked === 'published meanwhile' || !('answer' in asked)) return false;
  const { editing } = read();
  write({ editing: editing ? renew(editing, asked.answer) : begin(asked.answer) });
  return true;
}

async function ask<T>(request: () => Promise<T>, textOf: (error: ApiError) => string): Promise<Asked<T>> {
  const secret = getSecret();
  try {
    const answer = await request();
    if (secret !== getSecret()) return { failure: t('roster-publish.signed-out-meanwhile') };
    return { answer };
  } catch (failed) {
    if (!(failed instanceof RequestFailed)) throw failed;
    if (failed.error.code === 'unauthorized') {
      expireSession();
      return { failure: t('roster-publish.signed-out') };
    }
    const meanwhile = publishedMeanwhile(failed);
    if (!meanwhile) return { failure: textOf(failed.error), faults: faultsOfText(failed) };
    return (await reload()) && sees(meanwhile) ? 'published meanwhile' : { failure: notSeen(meanwhile) };
  }
}

/** Whether the session has a version that somebody has published meanwhile; where that needs no decision, it is said. */
function sees({ version, by }: RosterVersion): boolean {
  const { editing } = read();
  if (editing?.theirs) return true;
  if (!editing || editing.base.version < version) return false;
  const words = t('roster-publish.meanwhile', { by, version });
  write({ toast: { tone: 'waits', words } });
  return true;
}

function notSeen({ version, by }: RosterVersion): string {
  return t('roster-publish.meanwhile-not-loaded', { by, version });
}

function previewErrorText(error: ApiError): string {
  switch (error.code) {
    case 'offline':
      return t('roster-publish.offline');
    case 'upstream_unavailable':
      return t('roster-publish.unavailable');
    default:
      return actionErrorText(error);
  }
}
