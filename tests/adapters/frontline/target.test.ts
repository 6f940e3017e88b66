import { RequestClient, Twilio } from 'twilio';
import { frontlineTarget } from '../../../assets/adapters/frontline/target';

/** A target whose Frontline answers every call with this user. */
function answering(user: object) {
  class Answering extends RequestClient {
    override async request<T>(): ReturnType<typeof RequestClient.prototype.request<T>> {
      return { statusCode: 200, headers: {}, body: JSON.parse(JSON.stringify(user)) };
    }
  }
  const client = new Twilio(`AC${'0'.repeat(32)}`, 'token', { httpClient: new Answering() });
  return frontlineTarget(() => client, false);
}

test('a user whose fields are null is let in, not available, and has no name and no picture', async () => {
  const nulls = { is_available: null, friendly_name: null, avatar: null, state: null };
  const target = answering({ sid: 'US1', identity: 'ada@example.com', ...nulls });
  const user = { id: 'US1', account: 'ada@example.com', access: true, available: false, name: '', avatar: '' };
  expect(await target.find('ada@example.com')).toEqual(user);
  expect(await target.update('ada@example.com', { available: false })).toEqual(user);
});
