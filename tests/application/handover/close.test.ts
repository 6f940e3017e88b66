import { identityOf } from '../../support/roster';
import { createOffice, sid, ticks } from './office';
import { rosterWith } from './rosters';

describe('a conversation that is to be closed', () => {
  function officeWithTwo() {
    const office = createOffice(rosterWith('handover: { left: close }'));
    const participants = [{ identity: identityOf('ben') }, { identity: identityOf('ana') }, { address: '+1555' }];
    const conversation = office.twilio.put(sid(1), participants);
    const workers = () => conversation.participants.flatMap(({ identity }) => identity ?? []);
    return { office, conversation, workers };
  }

  test('stays open where a colleague works in it, and only the leaver goes', async () => {
    const { office, conversation, workers } = officeWithTwo();
    office.leaves('ben');
    await ticks(office, 3);
    expect([conversation.state, workers()]).toEqual(['active', [identityOf('ana')]]);
    expect(office.record('ben')?.handover).toMatchObject({ step: 'done', failed: 0 });
  });

  describe('in a group', () => {
    /** The leaver is out, and an execution was killed before the colleague had their number. */
    async function halfDone() {
      const office = createOffice(rosterWith('handover: { left: close }'));
      const participants = [
        { identity: identityOf('ben'), projectedAddress: '+1999' },
        { identity: identityOf('ana') },
        { address: '+1555' },
      ];
      const conversation = office.twilio.put(sid(1), participants);
      office.fate = (_, call) => (call === 'project' ? 'kill before' : undefined);
      office.leaves('ben');
      await ticks(office, 1);
      office.fate = () => undefined;
      return { office, conversation };
    }
    const WITH_ANA = [
      expect.objectContaining({ identity: identityOf('ana'), projectedAddress: '+1999' }),
      expect.objectContaining({ address: '+1555' }),
    ];

    test('leaves the number that the leaver had to the colleague, also after a kill in between', async () => {
      const { office, conversation } = await halfDone();
      await ticks(office, 3);
      expect(conversation.participants).toEqual(WITH_ANA);
    });

    test('leaves it to them also where the leaver is back by then, or the roster closes nothing any more', async () => {
      const back = await halfDone();
      back.office.undo('ben');
      await ticks(back.office, 3);
      expect(back.conversation.participants).toEqual(WITH_ANA);
      const stopped = await halfDone();
      stopped.office.deploy(rosterWith(''));
      await ticks(stopped.office, 3);
      expect(stopped.conversation.participants).toEqual(WITH_ANA);
    });
  });

  test('is closed where the others have left, too, or have no access', async () => {
    for (const isGone of [true, false]) {
      const { office, conversation } = officeWithTwo();
      if (isGone) office.leaves('ana');
      office.users.set(identityOf('ana'), { access: isGone });
      office.leaves('ben');
      await ticks(office, 3);
      expect(conversation.state).toBe('closed');
    }
  });

  test('stays as it is while Frontline does not tell whether a colleague is there', async () => {
    const { office, conversation, workers } = officeWithTwo();
    office.fate = (_, call) => (call === `target.find ${identityOf('ana')}` ? 'before' : undefined);
    office.leaves('ben');
    await ticks(office, 3);
    expect([conversation.state, workers()]).toEqual(['active', [identityOf('ben'), identityOf('ana')]]);
    office.fate = () => undefined;
    await ticks(office, 3);
    expect([conversation.state, workers()]).toEqual(['active', [identityOf('ana')]]);
  });
});
