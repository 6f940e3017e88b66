import { toValidationErrors } from '../../api/http/faults';
import { header } from '../../api/http/request';
import { digest } from '../../domain/person/record';
import { NO_NEWS } from '../../domain/staff-event';
import { HOUR } from '../../domain/time';
import * as z from '../../lib/zod';
import { type BodyScheme, bodyIsSigned, isWithinTolerance } from '../body-signatures';
import type { Provider, ProviderContext, SenderAlert } from '../provider';
import {
  combine,
  eventId,
  flag,
  idText,
  ignore,
  nameText,
  type ParsedEvent,
  parseProviderInstant,
  toStaffEvent,
} from '../source-event';
import { workosConfig } from './config';

// https://workos.com/docs/events/directory-sync and https://workos.com/docs/events/data-syncing/webhooks

const envelope = z.looseObject({ id: idText.nullish(), event: nameText, created_at: z.unknown().optional() });
const aboutUser = z.looseObject({
  data: z.looseObject({
    id: idText,
    state: nameText.nullish(),
    email: z.string().nullish(),
    emails: z.array(z.looseObject({ primary: flag, value: z.string().nullish() })).nullish(),
  }),
});

type User = z.infer<typeof aboutUser>['data'];

/** WorkOS merged the second into the first in 2023: https://workos.com/changelog/directory-sync-user-state-consolidation */
const LEFT = ['inactive', 'suspended'];

const REASONS = new Map([
  ['dsync.user.created', 'a new user of the directory: nobody is let in'],
  ['dsync.group.user_removed', 'a group does not say who is employed'],
  ['dsync.group.user_added', 'a group does not say who is employed'],
  ['dsync.deleted', 'the directory was disconnected: nobody is locked out, and WorkOS reports no more of its users'],
]);

/**
 * Signs `<time>.<body>`; the header is `t=<ms>, v1=<hex>`:
 * https://github.com/workos/workos-node, src/common/crypto/signature-provider.ts
 */
export const workosScheme: BodyScheme = { header: 'workos-signature', algorithm: 'sha256', encoding: 'hex' };

/** WorkOS: the users of a company's directory, whichever product that is. Who leaves is either updated or deleted; who comes back is updated. */
export const workos: Provider = {
  ...workosConfig,
  authenticate(request, secrets, now) {
    const parts = /^t=(\d{1,15}), *v1=([0-9a-f]+)$/.exec(header(request, workosScheme.header) ?? '');
    const [, timestamp, given] = parts ?? [];
    if (timestamp === undefined || !isWithinTolerance(Number(timestamp), now)) return false;
    return bodyIsSigned(workosScheme, request, secrets, { before: signedBefore(timestamp) }, given);
  },
  toEvents({ payload }, context) {
    const parsed = envelope.safeParse(payload);
    if (!parsed.success) return combine([{ faults: toValidationErrors(parsed.error.issues, payload) }]);
    const { event: type, created_at: written } = parsed.data;
    const id = parsed.data.id ?? eventId('workos', payload);
    if (type !== 'dsync.user.updated' && type !== 'dsync.user.deleted') {
      const alert = type === 'dsync.deleted' ? directoryGone(payload) : undefined;
      return combine([ignore(id, type, REASONS.get(type), alert)]);
    }
    return combine([readUser(payload, { id, type, written }, context)]);
  },
};

const aboutDirectory = z.looseObject({ data: z.looseObject({ id: idText }) });

/** WorkOS sends no `dsync.user.deleted` for the users of a directory that is gone. Each directory is alerted. */
function directoryGone(payload: object): SenderAlert {
  const directory = aboutDirectory.safeParse(payload).data?.data.id ?? '';
  return {
    cause: `directory-${digest(directory)}`,
    text:
      'WorkOS reports that a directory was disconnected: from now on no leavers arrive from there, and nobody of it was locked out. If that was not ' +
      'meant, connect it again in WorkOS, and compare its users with Frontline.',
  };
}

interface UserEvent {
  readonly id: string;
  readonly type: string;
  /** Its time, as written. */
  readonly written: unknown;
}

function readUser(payload: object, { id, type, written }: UserEvent, context: ProviderContext): ParsedEvent {
  const parsed = aboutUser.safeParse(payload);
  if (!parsed.success) return { faults: toValidationErrors(parsed.error.issues, payload) };
  const { data: user } = parsed.data;
  const isActive = type === 'dsync.user.updated' && user.state === 'active';
  if (type === 'dsync.user.updated' && !isActive && !LEFT.includes(user.state ?? '')) {
    return ignore(id, type, 'an unknown state');
  }
  const source = { provider: 'workos', id, type, person: user.id, fallbackIdentity: emailOf(user), path: ['data'] };
  if (isActive) {
    const at = parseProviderInstant(written);
    // A time that may be hours off could outweigh a lock-out in between.
    if (at === undefined) return ignore(id, type, NO_NEWS);
    return toStaffEvent({ ...source, at, onlyIfNews: true }, 'staff.reinstated', {}, context);
  }
  const content = JSON.stringify([id, type, user.id]);
  return toStaffEvent({ ...source, ...instant(written, content, context) }, 'staff.offboarded', {}, context);
}

/** The widest offset west of UTC. */
const WESTERNMOST_MS = 12 * HOUR;

/**
 * The events in WorkOS's documentation have `Z`, except one that has no zone; it is not documented which one is meant there. A
 * lock-out then takes the latest instant that this can be, so that nothing older outweighs it.
 */
function instant(written: unknown, content: string, { now }: ProviderContext): { at: number; content?: string } {
  const at = parseProviderInstant(written);
  if (at !== undefined) return { at };
  const inUtc = parseProviderInstant(written, 'Z') ?? Number.POSITIVE_INFINITY;
  return { at: Math.min(inUtc + WESTERNMOST_MS, now()), content };
}

function emailOf({ email, emails }: User): string | undefined {
  return emails?.find(({ primary }) => primary)?.value || email || undefined;
}

/** @param timestamp ms, as sent. */
export function signedBefore(timestamp: string): string {
  return `${timestamp}.`;
}
