import { peopleKnown } from '../../../cli/send/roster';
import { withReceiver } from './receiver';

const { receiver, run } = withReceiver();

const VARIABLES = { STANDARD_SECRET: `whsec_${'a'.repeat(32)}`, OPS_SECRET: 'ops' };
const ROSTER = `
version: 1
zone: UTC
people:
  franz-gruber: { identity: franz.gruber@example.com, names: [Franz Gruber] }
  nina-berger: { identity: nina.berger@example.com }
  joseph: { identity: joe.y@example.com }
`;

const answerWith = (outcome: string, type = 'staff.offboarded') => {
  receiver.answer = { status: 200, body: JSON.stringify({ results: [{ event: 'e', type, outcome, user: 'US1' }] }) };
};
const offboarding = (identity: string) => run('standard', 'offboarded', { identity }, VARIABLES);

beforeEach(() => {
  const source = { version: 1, at: null, by: 'deployment', note: null, yaml: ROSTER };
  receiver.answers.set('/roster/source', { status: 200, body: JSON.stringify(source) });
});

test.each([
  ['a name of the roster', 'Franz Gruber', 'franz-gruber'],
  ['that name with the last part first', 'Gruber, Franz', 'franz-gruber'],
  ['a key', 'nina-berger', 'nina-berger'],
  ['an address with a slip of the pen', 'fraz.gruber@example.com', 'franz-gruber'],
  ['an address of another domain', 'nina.berger@example.org', 'nina-berger'],
])('somebody unknown by %s is no success, and send says whom that may mean', async (_, identity, key) => {
  answerWith('unknown_user');
  const { code, text } = await offboarding(identity);
  expect(code).toBe(1);
  expect(text).toContain(`${identity}: NOBODY WAS FOUND. Frontline has no user of that name, so nothing has changed.`);
  expect(text).toContain('press "It was a mistake" on the page');
  expect(text.split('\n').at(-1)).toBe(`Did you mean ${key} (--identity ${key.replace('-', '.')}@example.com)?`);
});

test('what is remembered of an unknown leaver depends on how they were named, and is nothing in a dry run', async () => {
  answerWith('unknown_user');
  const byKey = await run('standard', 'offboarded', { person: 'pepito' }, VARIABLES);
  expect(byKey.text).toContain(
    'pepito: NOBODY WAS FOUND. The roster has nobody with that key, so nothing has changed.',
  );
  expect(byKey.text).toContain('nothing is remembered: correct the key, and send it again.');
  const byId = await run('bamboohr', 'inactive', { employee: '999' }, { ...VARIABLES, BAMBOOHR_SECRET: 'b' });
  expect(byId.text).toContain('The page shows it under Needs attention');
  receiver.answer = { ...receiver.answer, body: JSON.stringify({ ...JSON.parse(receiver.answer.body), dryRun: true }) };
  const dry = await run('standard', 'offboarded', { identity: 'x@example.com', dryRun: true }, VARIABLES);
  expect([dry.code, /remember/.test(dry.text)]).toEqual([1, false]);
});

test('somebody unknown whom nobody of the roster resembles is not taken for anybody', async () => {
  answerWith('unknown_user');
  // The domain, which is most of the address, makes nobody alike.
  for (const identity of ['nobody@example.com', 'zoe.x@example.com']) {
    const { code, text } = await offboarding(identity);
    expect([code, text.includes('Did you mean')]).toEqual([1, false]);
  }
  expect((await run('standard', 'leave', { identity: 'x', json: true }, VARIABLES)).code).toBe(1);
});

test('an outcome is said in a sentence with the person who was named, beside the SID of the table', async () => {
  answerWith('unchanged', 'staff.leave');
  const { code, text } = await run('standard', 'leave', { identity: 'nina.berger@example.com' }, VARIABLES);
  expect(code).toBe(0);
  expect(text.split('\n').at(-1)).toBe(
    'nina.berger@example.com: recorded. Nothing had to change in Frontline now; what begins later takes effect then.',
  );
});

test("the operators' secret is sent to this machine alone, and only if nobody was found", async () => {
  answerWith('applied');
  await offboarding('nina.berger@example.com');
  expect(receiver.received.map(({ path }) => path)).toEqual(['/webhooks/standard']);
  answerWith('unknown_user');
  await offboarding('nina.berger@example.org');
  expect(receiver.received.at(-1)).toMatchObject({
    path: '/roster/source',
    request: { headers: { authorization: 'Bearer ops' } },
  });
  const asked = jest.spyOn(globalThis, 'fetch');
  const setting = Object.assign(() => 'ops', { sourceOf: () => '' });
  await peopleKnown('https://rosterline.twil.io', setting, { variables: {}, folder: '/nowhere' });
  expect(asked).not.toHaveBeenCalled();
  asked.mockRestore();
});
