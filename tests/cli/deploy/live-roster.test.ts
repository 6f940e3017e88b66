import { compareWithLive, confirmReplacing } from '../../../cli/deploy/live-roster';
import type { Terminal } from '../../../cli/deploy/terminal';
import { connect } from '../../../cli/plan/client';
import { ACCOUNT_SID, AUTH_TOKEN } from '../../emulator/local-twilio';
import { nextTick, publish } from '../../support/live-roster';
import { rosterOf, validRoster } from '../../support/roster';
import { storeDocument } from '../../support/stored';
import { withWorld } from '../../support/with-world';

const DEPLOYED = rosterOf(['ana', 'ben']);
const LIVE = rosterOf(['ana', 'ben', 'cy']);
const CHANGED = rosterOf(['ana']);
const world = withWorld(DEPLOYED);

function compare(text: string) {
  const clientFor = connect({ environment: { ACCOUNT_SID, AUTH_TOKEN }, local: world.twilio.url });
  return compareWithLive({ text, roster: validRoster(text) }, clientFor, 'default');
}

function terminalOf(answer: boolean, interactive = true) {
  const printed: string[] = [];
  const terminal: Terminal = {
    interactive,
    print: (line) => void printed.push(line),
    confirm: async (question) => {
      printed.push(question);
      return answer;
    },
  };
  return { terminal, printed };
}

describe('A deployment', () => {
  test('says nothing of the live roster where none was published', async () => {
    expect(await compare(DEPLOYED)).toEqual({ roster: validRoster(DEPLOYED) });
  });

  test('of the same file says that the live roster stays, and plans with that', async () => {
    await publish(world, LIVE, 1, { note: 'Cy' });
    const after = await compare(DEPLOYED);
    expect(after.roster).toEqual(validRoster(LIVE));
    expect(after.text).toMatch(
      /^The live roster stays: version 2 \(OPS_SECRET, .*: Cy\)\. The file is not what counts/,
    );
    expect(after).not.toHaveProperty('replaces');
  });

  test('of another file says that it replaces the live roster, and plans with the file', async () => {
    await publish(world, LIVE, 1);
    const after = await compare(CHANGED);
    expect(after).toMatchObject({ replaces: true, roster: validRoster(CHANGED) });
    expect(after.text).toContain('DEPLOYING REPLACES THE LIVE ROSTER, version 2');
    world.deploy(CHANGED);
    await nextTick(world);
    expect(await compare(CHANGED)).toMatchObject({ text: expect.stringContaining('replaced version 2') });
  });

  test('says that it does not repair a head that cannot be read', async () => {
    await publish(world, LIVE, 1);
    await storeDocument(world, 'rosterline-roster', { v: 9 });
    expect((await compare(CHANGED)).text).toContain('published anew');
  });

  test('is refused where Sync does not answer', async () => {
    await world.fault({ host: 'sync.twilio.com', status: 403 });
    await expect(compare(CHANGED)).rejects.toThrow('The live roster could not be read');
  });
});

describe('Replacing the live roster', () => {
  const after = { roster: validRoster(CHANGED), text: 'REPLACES', replaces: true } as const;

  test('takes a yes of somebody who can be asked', async () => {
    const no = terminalOf(false);
    await expect(confirmReplacing(after, { yes: false }, no.terminal)).rejects.toThrow('declined');
    expect(no.printed).toEqual(['REPLACES', 'Replace the live roster with this file?']);
    await confirmReplacing(after, { yes: false }, terminalOf(true).terminal);
  });

  test('takes --yes where nobody can be asked, for whoever insists', async () => {
    const { terminal, printed } = terminalOf(true, false);
    const command = 'npx rosterline fleet deploy --only acme';
    const insisting = (yes: boolean) => confirmReplacing(after, { yes, insist: true }, { ...terminal, command });
    await expect(insisting(false)).rejects.toThrow(
      'REPLACES To replace it, run npx rosterline fleet deploy --only acme --yes.',
    );
    await insisting(true);
    expect(printed).toEqual(['REPLACES', 'REPLACES']);
  });

  test('is told, and not asked, with --yes and in a pipeline', async () => {
    for (const [yes, interactive] of [
      [true, true],
      [false, false],
    ] as const) {
      const { terminal, printed } = terminalOf(false, interactive);
      await confirmReplacing(after, { yes }, terminal);
      expect(printed).toEqual(['REPLACES']);
    }
  });
});
