import { beginHandover } from '../../../assets/domain/person/handover';
import { identityOf } from '../../support/roster';
import { createOffice, fill, type Office, sid, ticks } from './office';
import { rosterWith, TO_SALES } from './rosters';

// Hand-overs that cross: somebody who is given a conversation leaves before the execution that gave it has ended, or it is just being
// given back. Each of these would end with two workers, or with somebody who has left.

const workers = (office: Office, number = 0) =>
  (office.twilio.conversations.get(sid(number))?.participants ?? [])
    .flatMap(({ identity }) => identity?.replace('@example.com', '') ?? [])
    .sort();

/** Kills the next execution at the first such call. */
function killAt(office: Office, call: string, when: 'kill before' | 'kill after'): void {
  let isDone = false;
  office.fate = (_, name) => {
    if (isDone || !name.startsWith(call)) return undefined;
    isDone = true;
    return when;
  };
}

/** In the next executions somebody's record cannot be written: their hand-over has to wait. */
function hold(office: Office, key: string): void {
  office.fate = (_, name) => (name === `record.write ${identityOf(key)}` ? 'before' : undefined);
}

/** Only Cy is on duty, so that Ben's one conversation goes to her. */
function benHasOne(onDuty = ['ben', 'cy']): Office {
  const office = createOffice(rosterWith('handover: { left: sales, leave: sales }', onDuty));
  fill(office, 'ben', 1);
  return office;
}

test('two executions do not work on one hand-over, also if the clock of one of them is a minute ahead', async () => {
  const office = benHasOne();
  const key = office.leaves('ben');
  const wish = { because: 'left', key, to: 'sales' } as const;
  const lease = { by: 'another', until: office.now + 60_000 + 71_000 };
  office.change('ben', (record) => ({
    ...record,
    handover: { ...beginHandover(undefined, wish, office.now, 'a1'), lease },
  }));
  await office.tick();
  expect(workers(office)).toEqual(['ben']);
  await ticks(office, 3);
  expect(workers(office)).toEqual(['cy']);
});

test('a successor who leaves after a crash passes the conversation on once', async () => {
  const office = benHasOne();
  office.leaves('ben');
  killAt(office, `add ${identityOf('cy')}`, 'kill after');
  await office.tick();
  expect(workers(office)).toEqual(['ben', 'cy']);
  office.deploy(TO_SALES);
  fill(office, 'ana', 3, 100);
  office.leaves('cy');
  hold(office, 'ben');
  await office.tick();
  expect(workers(office)).toEqual(['ben', 'dan']);
  // Now Dan has more than Ana: whoever is chosen anew would be Ana.
  fill(office, 'dan', 9, 200);
  office.fate = () => undefined;
  await ticks(office, 4);
  expect(workers(office)).toEqual(['dan']);
});

test('a successor who leaves while a conversation is being given back just leaves it', async () => {
  const office = benHasOne();
  office.leaves('ben');
  await ticks(office, 3);
  office.undo('ben');
  killAt(office, `add ${identityOf('ben')}`, 'kill after');
  await office.tick();
  expect(workers(office)).toEqual(['ben', 'cy']);
  office.deploy(TO_SALES);
  office.leaves('cy');
  hold(office, 'ben');
  await ticks(office, 3);
  expect(workers(office)).toEqual(['ben']);
  office.fate = () => undefined;
  await ticks(office, 3);
  expect(workers(office)).toEqual(['ben']);
});

test('a successor who leaves just leaves what its owner will get back from the same tick on', async () => {
  const office = benHasOne();
  office.leaves('ben');
  killAt(office, `add ${identityOf('cy')}`, 'kill after');
  await office.tick();
  expect(workers(office)).toEqual(['ben', 'cy']);
  office.deploy(TO_SALES);
  office.leaves('cy');
  office.undo('ben');
  // Ben's record says that he is in again, and not yet that anything comes back.
  hold(office, 'ben');
  await office.tick();
  expect(workers(office)).toEqual(['ben']);
  office.fate = () => undefined;
  await ticks(office, 4);
  expect(workers(office)).toEqual(['ben']);
});

test('a conversation that its successor is passing on is not given back at the same time', async () => {
  const office = benHasOne();
  office.leaves('ben');
  await ticks(office, 3);
  office.deploy(rosterWith('handover: { left: sales }', ['ana']));
  office.leaves('cy');
  killAt(office, `add ${identityOf('ana')}`, 'kill after');
  await office.tick();
  expect(workers(office)).toEqual(['ana', 'cy']);
  office.undo('ben');
  office.fate = () => undefined;
  await ticks(office, 4);
  expect(workers(office)).toEqual(['ana']);
});

test('a successor who has left is added to nothing that was planned for them', async () => {
  const office = benHasOne();
  office.leaves('ben');
  killAt(office, 'document.write new', 'kill after');
  await office.tick();
  expect(workers(office)).toEqual(['ben']);
  office.deploy(TO_SALES);
  office.leaves('cy');
  office.fate = () => undefined;
  office.calls.length = 0;
  await ticks(office, 3);
  expect(office.calls.filter((call) => call.startsWith(`add ${identityOf('cy')}`))).toEqual([]);
  expect(workers(office)).toHaveLength(1);
  expect(workers(office)).not.toContain('ben');
});

test('somebody who has left takes nothing over, even if named, and even while Frontline still lets them in', async () => {
  const office = createOffice(rosterWith('handover: { left: cy }'));
  fill(office, 'ben', 1);
  office.leaves('cy');
  office.users.set(identityOf('cy'), { access: true });
  office.leaves('ben');
  await ticks(office, 3);
  expect(workers(office)).toEqual(['ben']);
  expect(office.alerts.at(-1)).toMatchObject({ cause: 'handover-waits', text: expect.stringContaining('cy has left') });
});

test('somebody who leaves again while a conversation is being given back does not hand it to another one', async () => {
  const office = benHasOne();
  office.leaves('ben');
  await ticks(office, 3);
  office.undo('ben');
  killAt(office, `add ${identityOf('ben')}`, 'kill after');
  await office.tick();
  office.now += 5000;
  office.leaves('ben');
  office.deploy(TO_SALES);
  fill(office, 'cy', 9, 300);
  office.fate = () => undefined;
  await ticks(office, 4);
  expect(workers(office)).toEqual(['cy']);
});

test('somebody who leaves while another execution is about to add them does not keep what it adds', async () => {
  const office = createOffice(rosterWith('handover: { left: sales }', ['ben', 'cy']));
  fill(office, 'ben', 1);
  office.leaves('ben');
  let goOn: (() => void) | undefined;
  office.fate = (_, call) => {
    if (!call.startsWith(`add ${identityOf('cy')}`)) return undefined;
    return new Promise((resolve) => {
      goOn = () => resolve(undefined);
    });
  };
  const slow = office.tick();
  while (goOn === undefined) await new Promise((resume) => setImmediate(resume));
  office.deploy(TO_SALES);
  office.leaves('cy');
  office.fate = () => undefined;
  await office.tick(0);
  goOn();
  await slow;
  expect(workers(office)).toEqual(['cy']);
  await ticks(office, 4);
  expect(workers(office)).toEqual(['ana']);
});

test('two executions do not work on one hand-over at once', async () => {
  const office = createOffice(TO_SALES);
  fill(office, 'ben', 9);
  office.leaves('ben');
  await Promise.all([office.tick(), office.tick(0)]);
  expect(office.calls.filter((call) => call.startsWith('add'))).toHaveLength(9);
  expect(office.calls.filter((call) => call === 'document.write new')).toHaveLength(1);
});
