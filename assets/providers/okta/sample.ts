import { merge } from '../../lib/json-merge-patch';
import { DEFAULT_IDENTITY, refuseEffectiveAt, type SampleOptions, type Sender, UsageError } from '../sample';
import { okta } from './receive';

/** The application in membership events where OKTA_APP_ID is not set; Rosterline ignores such events then. */
const SOME_APP = '0oasample00000000000';

const EVENTS = {
  'user.lifecycle.deactivate': 'has left',
  'user.lifecycle.suspend': 'is suspended: locked out as if they had left',
  'user.lifecycle.delete.initiated': 'is being deleted: locked out',
  'user.lifecycle.unsuspend': 'is back from a suspension',
  'user.lifecycle.activate': 'may come in',
  'user.lifecycle.reactivate': 'is back',
  'user.account.update_profile': 'has a new name to show',
  'application.user_membership.remove': 'may no longer use the application OKTA_APP_ID: locked out',
  'application.user_membership.add': 'may use the application OKTA_APP_ID: let in',
};

/** Okta event hooks, one event a delivery. https://developer.okta.com/docs/concepts/event-hooks/ shows their form. */
export const oktaSample: Sender = {
  provider: okta,
  namesPeopleBy: 'identity',
  events: EVENTS,
  body(eventType, options) {
    if (options.person !== undefined)
      throw new UsageError('Okta does not know the keys of the roster; give --identity');
    refuseEffectiveAt(options, okta.title);
    const happened = options.now.toISOString();
    const event = {
      uuid: options.id,
      published: happened,
      eventType,
      version: '0',
      severity: 'INFO',
      actor: { id: '00usampleadmin000000', type: 'User', alternateId: 'admin@example.com', displayName: 'An Admin' },
      outcome: { result: 'SUCCESS', reason: null },
      target: eventType.startsWith('application.') ? membership(options) : [user(options)],
    };
    return {
      eventType: 'com.okta.event_hook',
      eventTypeVersion: '1.0',
      cloudEventsVersion: '0.1',
      contentType: 'application/json',
      eventId: options.id,
      eventTime: happened,
      data: { events: [merge(event, options.data)] },
    };
  },
  // Verbatim, without "Bearer": https://developer.okta.com/docs/concepts/event-hooks/
  headers: (secret) => ({ Authorization: secret }),
};

function user({ identity = DEFAULT_IDENTITY }: SampleOptions) {
  return {
    id: '00usample00000000000',
    type: 'User',
    alternateId: identity,
    displayName: 'Sample Name',
    detailEntry: null,
  };
}

/** Targets in Okta's order: the user comes last. */
function membership(options: SampleOptions) {
  const { alternateId, displayName } = user(options);
  const app = options.setting('OKTA_APP_ID') ?? SOME_APP;
  return [
    { id: '0uasample00000000000', type: 'AppUser', alternateId, displayName, detailEntry: null },
    {
      id: app,
      type: 'AppInstance',
      alternateId: 'Twilio Frontline',
      displayName: 'Twilio Frontline',
      detailEntry: null,
    },
    user(options),
  ];
}
