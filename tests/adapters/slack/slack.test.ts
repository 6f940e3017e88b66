import type { JournalEntry } from '../../../emulator/journal';
import type { SlackState } from '../../../emulator/slack';
import { rosterOf } from '../../support/roster';
import { withWorld } from '../../support/with-world';

const world = withWorld(rosterOf(['ana']), { env: { SLACK_BOT_TOKEN: 'xoxb-test' } });
const slack = () => world.execution().slack ?? fail();
const fail = (): never => {
  throw new Error('Slack is not configured');
};
const calls = async () =>
  (await world.twilio.call<JournalEntry[]>('/_local/journal')).body.filter(({ host }) => host === 'slack.com');

describe('Slack', () => {
  test('gets a message as a form, without the characters that it would read as markup', async () => {
    await slack().post('U0ANA', 'a <b> & c');
    const { body } = await world.twilio.call<SlackState>('/_local/slack');
    expect(body.messages).toMatchObject([{ channel: 'U0ANA', text: 'a &lt;b&gt; &amp; c' }]);
  });

  test('that refuses with the status 200 is an error with its word for why', async () => {
    await expect(slack().post('nobody', 'x')).rejects.toMatchObject({ status: 200, code: 'channel_not_found' });
    await expect(slack().setGroup('S0ALL', [])).rejects.toMatchObject({ code: 'no_users_provided' });
  });

  test('is asked again after 429, when it wants to be', async () => {
    await world.fault({ host: 'slack.com', status: 429, retryAfter: 2, times: 1 });
    const before = world.clock.now;
    await slack().post('U0ANA', 'x');
    expect(world.clock.now - before).toBeGreaterThanOrEqual(2000);
    expect((await calls()).map(({ status }) => status)).toEqual([429, 200]);
  });

  test('is sent no message twice, and a group again', async () => {
    await world.fault({ host: 'slack.com', status: 500, times: 1 });
    await expect(slack().post('U0ANA', 'x')).rejects.toMatchObject({ status: 500, code: 'internal_error' });
    expect(await calls()).toHaveLength(1);
    await world.mend();
    await world.fault({ host: 'slack.com', status: 500, times: 1 });
    await slack().setGroup('S0ALL', ['U0ANA']);
    expect(await calls()).toHaveLength(3);
  });
});
