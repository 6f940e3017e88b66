import { emptyRecord } from '../../assets/domain/person/record';
import { inMinutes, now } from './clock';
import type { Deployment } from './deployment';

// States that an operator meets, produced through the real API unless that would take days.

/** An offboarding of somebody who is protected: it waits for an operator. */
export async function hold(deployment: Deployment, identity = 'root@example.com'): Promise<void> {
  await deployment.deliver('staff.offboarded', { identity });
}

/** More offboardings than an hour may have: the last ones wait. The default limit is five. */
export async function holdMany(deployment: Deployment, identities: readonly string[]): Promise<void> {
  for (const identity of identities) await deployment.deliver('staff.offboarded', { identity });
}

/** A leaving that is announced for in three days. */
export async function announce(deployment: Deployment, identity: string): Promise<void> {
  await deployment.deliver('staff.offboarded', { identity, effectiveAt: inMinutes(3 * 24 * 60) });
}

/** Frontline refuses a change of the name: it waits for its next attempt. */
export async function leaveWaiting(deployment: Deployment, identity: string, friendlyName: string): Promise<void> {
  await deployment.fault({ host: 'frontline-api.twilio.com', method: 'POST', status: 503, retryAfter: 60 });
  await deployment.deliver('staff.profile', { identity, friendlyName });
  await deployment.mend();
}

/** A change of the name that was given up, as the ticks leave it after a day. */
export async function giveUp(deployment: Deployment, identity: string, friendlyName: string): Promise<void> {
  const day = 24 * 60 * 60_000;
  const times = { since: now() - 2 * day, at: now() - day };
  const failure = { change: { name: friendlyName }, event: 'profile-17', ...times, reason: 'HTTP 400, error 20001' };
  const record = { ...emptyRecord(identity), targets: { frontline: { failed: [failure] } } };
  await deployment.records.write(identity, record, undefined, 'prepare');
}

/** A record that a later release wrote. */
export async function storeLaterRecord(deployment: Deployment, identity: string): Promise<void> {
  await deployment.records.write(identity, Object.assign(emptyRecord(identity), { v: 3 }), undefined, 'prepare');
}

/** Frontline answers nothing but errors. */
export async function breakFrontline(deployment: Deployment): Promise<void> {
  await deployment.fault({ host: 'frontline-api.twilio.com', status: 503, retryAfter: 60 });
}
