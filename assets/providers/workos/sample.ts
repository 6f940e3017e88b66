import { merge } from '../../lib/json-merge-patch';
import { signBody } from '../body-signatures';
import { DEFAULT_IDENTITY, effectsOf, refuseEffectiveAt, type SampleOptions, type Sender, UsageError } from '../sample';
import { signedBefore, workos, workosScheme } from './receive';

const EVENTS: Readonly<Record<string, { effect: string; type: string; state?: string }>> = {
  'user.inactive': { effect: 'is inactive: locked out', type: 'dsync.user.updated', state: 'inactive' },
  'user.deleted': { effect: 'is gone from the directory: locked out', type: 'dsync.user.deleted' },
  'user.active': {
    effect: 'has a changed profile, and is active: let in again if WorkOS locked them out',
    type: 'dsync.user.updated',
  },
  'user.created': { effect: 'is new: ignored', type: 'dsync.user.created' },
};

/** WorkOS Directory Sync. https://workos.com/docs/events/directory-sync */
export const workosSample: Sender = {
  provider: workos,
  namesPeopleBy: 'identity',
  rejectsStale: true,
  events: effectsOf(EVENTS),
  body(event, options) {
    refuseEffectiveAt(options, workos.title);
    const { type, state = 'active' } = EVENTS[event] ?? { type: event };
    const happened = options.now.toISOString();
    const user = { ...directoryUser(options), state, updated_at: happened };
    return { id: options.id, event: type, data: merge(user, options.data), created_at: happened, context: {} };
  },
  headers(secret, { now, body }) {
    const timestamp = String(now.getTime());
    const signature = signBody(workosScheme, secret, body, { before: signedBefore(timestamp) });
    return { 'WorkOS-Signature': `t=${timestamp}, v1=${signature}` };
  },
};

function directoryUser({ identity = DEFAULT_IDENTITY, person, employee }: SampleOptions): object {
  if (person !== undefined) throw new UsageError('WorkOS does not know the keys of the roster; give --identity');
  return {
    object: 'directory_user',
    id: employee ?? 'directory_user_01SAMPLE00000000000000000',
    directory_id: 'directory_01ECAZ4NV9QMV47GW873HDCX74',
    organization_id: 'org_01EZTR6WYX1A0DSE2CYMGXQ24Y',
    email: identity,
    emails: [{ primary: true, type: 'work', value: identity }],
    first_name: 'Sample',
    last_name: 'Name',
    raw_attributes: {},
    custom_attributes: {},
  };
}
