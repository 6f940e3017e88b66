import { BATCH_SIZE, type Batch, MOVE_OUTCOMES } from '../../../assets/application/handover/batches';
import { BatchUnreadable, Conflict } from '../../../assets/application/ports';
import { rosterOf } from '../../support/roster';
import { storeDocument } from '../../support/stored';
import { withWorld } from '../../support/with-world';

const world = withWorld(rosterOf(['ana']));
const batches = () => world.execution().handoverBatches;

const ID = 'a1b2';
const sid = (number: number) => `CH${number.toString(16).padStart(32, '0')}`;

const BATCH: Batch = {
  at: 1,
  takers: ['ana@example.com', 'ben@example.com'],
  entries: [
    { conversation: sid(1) },
    { conversation: sid(2), taker: 1, address: '+15550001' },
    ...MOVE_OUTCOMES.map((outcome, index) => ({ conversation: sid(3 + index), taker: 0, outcome })),
  ],
};

test('a batch is read as it was written, and written again by whoever knows its revision', async () => {
  const created = await batches().create(ID, 0, BATCH);
  expect(await batches().read(ID, 0)).toEqual(created);
  expect(created).toMatchObject(BATCH);
  const written = await batches().write(ID, { ...created, entries: [{ conversation: sid(9) }] });
  expect(await batches().read(ID, 0)).toEqual(written);
  await expect(batches().write(ID, created)).rejects.toThrow(Conflict);
  await batches().remove(ID, 0);
  expect(await batches().read(ID, 0)).toBeUndefined();
});

test('a second batch of the same number is a conflict, and the same one is not', async () => {
  await batches().create(ID, 0, BATCH);
  await expect(batches().create(ID, 0, { ...BATCH, at: 2 })).rejects.toThrow(Conflict);
  await expect(batches().create(ID, 0, BATCH)).resolves.toMatchObject(BATCH);
});

test('a write whose answer is lost has been made', async () => {
  await world.fault({ host: 'sync.twilio.com', method: 'POST', reset: true, after: true, times: 1 });
  const created = await batches().create(ID, 0, BATCH);
  await world.fault({ host: 'sync.twilio.com', method: 'POST', reset: true, after: true, times: 1 });
  const entries = [{ conversation: sid(9) }];
  expect(await batches().write(ID, { ...created, entries })).toMatchObject({ entries });
});

test('a full batch stays below 10 KiB, past which Sync allows two writes a second only', async () => {
  const entries = Array.from({ length: BATCH_SIZE }, (_, number) => ({ conversation: sid(number), taker: 11 }));
  const takers = Array.from({ length: 12 }, (_, number) => `somebody.with.a.long.name.${number}@example.com`);
  await batches().create(ID, 0, { at: Date.now(), takers, entries });
  const { body } = await world.twilio.call<{ data: unknown }>(
    `/v1/Services/default/Documents/rosterline-handover-${ID}-0`,
    {
      host: 'sync.twilio.com',
    },
  );
  expect(Buffer.byteLength(JSON.stringify(body.data))).toBeLessThan(10 * 1024);
});

test('what is no batch is not taken for one', async () => {
  await batches().create(ID, 0, BATCH);
  for (const data of [{}, { v: 1, at: 1, takers: [], entries: [[sid(1), 0, 99]] }]) {
    await storeDocument(world, `rosterline-handover-${ID}-0`, data);
    await expect(batches().read(ID, 0)).rejects.toThrow(BatchUnreadable);
  }
});
