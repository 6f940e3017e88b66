/**
 * What inputs cost that were made to cost much: CPU time, beside an input half as long. A ratio of 2 is linear; one
 * that stays at 1 is bounded. `npx tsx bench/hostile-inputs.ts`
 */
import { Table } from 'console-table-printer';
import { DAY } from '../assets/domain/time';
import { parseFeed } from '../assets/feeds/reading.private';
import { serialisations } from '../assets/providers/serialisations';
import { parseCommand } from '../assets/sms/command';
import { calendar } from '../tests/feeds/reading';
import { ALL, answer, effectiveEvent, sample, signed, world } from '../tests/providers/sending';
import { median } from './resolver/spawn';

const RUNS = 7;
const NOW = Date.UTC(2026, 10, 22);
/** ms. An execution has 10 s; a tick gives up a feed 3 s after it began to fetch it. */
const EXECUTION_MS = 10_000;
const FEED_MS = 3000;
const RULES = [
  'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=MINUTELY;COUNT=999999;BYSETPOS=1,2;BYHOUR=2',
  'FREQ=YEARLY;BYHOUR=1,2,3,4,5,6,7;BYMINUTE=1,2,3,4,5;BYSECOND=1,2,3,4,5;BYDAY=MO,TU,WE,TH,FR',
];

interface Input {
  readonly what: string;
  readonly limit: number;
  /** Prepares an input of this share of the whole; what it returns is timed. */
  prepare(share: number): () => unknown;
}

const INPUTS: readonly Input[] = [
  {
    what: 'JSON of 1 MB as five senders would write it',
    limit: EXECUTION_MS,
    prepare(share) {
      const payload = { text: '"\\é/, : '.repeat(120_000 * share) };
      return () => [...serialisations(payload)];
    },
  },
  {
    what: 'a text message of 200 kB',
    limit: EXECUTION_MS,
    prepare(share) {
      const body = `OUT ${'1 '.repeat(100_000 * share)}`;
      return () => parseCommand(body);
    },
  },
  {
    what: 'a feed of 1 MB of rules that never match, given up after 300 ms',
    limit: FEED_MS,
    prepare(share) {
      const events = Array.from({ length: 5000 * share }, (_, index) => [
        `UID:${index % 50}`,
        'DTSTART:20200101T000000Z',
        'DURATION:PT1M',
        `RRULE:${RULES[index % RULES.length]}`,
        'SUMMARY:ana',
      ]);
      const text = calendar(...events);
      return () => {
        const start = performance.now();
        const outOfTime = () => performance.now() - start > 300;
        return parseFeed(text, {
          feed: { kind: 'leave', url: '' },
          people: [],
          from: NOW,
          to: NOW + 400 * DAY,
          outOfTime,
        });
      };
    },
  },
];

/** A signed delivery of 6 MB, which is as much as the platform lets through. */
async function deliveries(): Promise<Input[]> {
  return Promise.all(
    ALL.map(async (one) => {
      const { provider, sender } = one;
      const event = await effectiveEvent(one);
      return {
        what: `a delivery of 6 MB, ${provider.name}`,
        limit: EXECUTION_MS,
        prepare(share: number) {
          const more = 'é/"\\ ,: '.repeat(700_000 * share);
          const posted = signed(sender, event, { ...sample(sender, event).payload, more });
          return () => answer(provider, posted, world());
        },
      };
    }),
  );
}

export async function run(): Promise<void> {
  const table = new Table({
    shouldDisableColors: true,
    title: `Hostile inputs: ${RUNS} runs, medians (CPU, ms)`,
  });
  for (const { what, limit, prepare } of [...INPUTS, ...(await deliveries())]) {
    const half = await time(prepare(0.5));
    const whole = await time(prepare(1));
    table.addRow({
      what,
      whole: whole.toFixed(2),
      half: half.toFixed(2),
      ratio: `${(whole / half).toFixed(1)} ×`,
      wanted: `< ${limit}: ${whole < limit ? 'met' : 'MISSED'}`,
    });
  }
  table.printTable();
}

async function time(work: () => unknown): Promise<number> {
  await work();
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  return median(times);
}

if (require.main === module) void run();
