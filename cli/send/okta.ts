import { merge } from './merge';
import { type Sender, SOMEBODY, UsageError, type Wish } from './sender';

/** For membership events where OKTA_APP_ID is not set; such events are ignored then. */
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
export const okta: Sender = {
  name: 'okta',
  secret: 'OKTA_SECRET',
  events: EVENTS,
  body(eventType, wish) {
    if (wish.person !== undefined) throw new UsageError('Okta does not know the keys of the roster; give --identity');
    if (wish.effectiveAt !== undefined) throw new UsageError('Okta says things when they happen: no --effective-at');
    const happened = wish.now.toISOString();
    const event = {
      uuid: wish.id,
      published: happened,
      eventType,
      version: '0',
      severity: 'INFO',
      actor: { id: '00usampleadmin000000', type: 'User', alternateId: 'admin@example.com', displayName: 'An Admin' },
      outcome: { result: 'SUCCESS', reason: null },
      target: eventType.startsWith('application.') ? membership(wish) : [user(wish)],
    };
    return {
      eventType: 'com.okta.event_hook',
      eventTypeVersion: '1.0',
      cloudEventsVersion: '0.1',
      contentType: 'application/json',
      eventId: wish.id,
      eventTime: happened,
      data: { events: [merge(event, wish.data)] },
    };
  },
  // Verbatim, without "Bearer": https://developer.okta.com/docs/concepts/event-hooks/
  headers: (secret) => ({ Authorization: secret }),
};

function user({ identity = SOMEBODY }: Wish) {
  return {
    id: '00usample00000000000',
    type: 'User',
    alternateId: identity,
    displayName: 'Sample Name',
    detailEntry: null,
  };
}

/** The user comes last. */
function membership(wish: Wish) {
  const { alternateId, displayName } = user(wish);
  const app = wish.setting('OKTA_APP_ID') ?? SOME_APP;
  return [
    { id: '0uasample00000000000', type: 'AppUser', alternateId, displayName, detailEntry: null },
    {
      id: app,
      type: 'AppInstance',
      alternateId: 'Twilio Frontline',
      displayName: 'Twilio Frontline',
      detailEntry: null,
    },
    user(wish),
  ];
}
