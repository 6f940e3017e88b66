import fc from 'fast-check';
import { words } from './arbitrary';
import type { Word } from './oracle';
import { at } from './situation';
import type { RecordV1 } from './v1';

const KINDS = { offboarded: 'offboarded', reinstated: 'reinstated', offboarding_cancelled: 'cancelled' } as const;

const minutes = fc.integer({ min: 0, max: 2000 }).map(at);
const key = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 16, maxLength: 16 });
const event = fc.string({ maxLength: 48 });
const word = fc.record({ kind: fc.constantFrom(...Object.values(KINDS)), said: minutes, due: minutes, event, key });

const change: fc.Arbitrary<RecordV1['failed'][number]['change']> = fc.record(
  {
    state: fc.constantFrom('active' as const, 'deactivated' as const),
    isAvailable: fc.boolean(),
    friendlyName: fc.string(),
    avatar: fc.string(),
  },
  { requiredKeys: [] },
);

const said = fc.record({ value: fc.string(), said: minutes });

/** A record that the release before version 2 can have stored, and the events on employment in it as the oracle has them. */
export const storedV1: fc.Arbitrary<{ record: RecordV1; all: readonly Word[] }> = words.chain((all) =>
  fc
    .record(
      {
        v: fc.constant(1 as const),
        identity: fc.string({ minLength: 1 }),
        words: fc.constant(all.map(wordV1)),
        carriedOut: fc.constantFrom(...all.map(({ said }) => keyOf(said)), 'another'),
        held: fc.array(
          fc
            .tuple(word, fc.constantFrom('protected' as const, 'limit' as const))
            .map(([held, why]) => ({ ...held, why })),
          { maxLength: 3 },
        ),
        leave: fc.array(fc.record({ key, from: minutes, to: minutes, said: minutes, cancelled: fc.boolean() }), {
          maxLength: 4,
        }),
        override: fc.record({
          available: fc.boolean(),
          from: minutes,
          until: fc.option(minutes),
          said: minutes,
          event,
        }),
        profile: fc.record({ friendlyName: said, avatar: said }, { requiredKeys: [] }),
        events: fc.array(fc.record({ key, digest: key, seen: minutes }), { maxLength: 4 }),
        pending: fc.record(
          { change, event, since: minutes, attempts: fc.nat(9), next: minutes, missing: fc.boolean() },
          { requiredKeys: ['change', 'event', 'since', 'attempts', 'next'] },
        ),
        failed: fc.array(fc.record({ change, event, since: minutes, at: minutes }), { maxLength: 2 }),
        before: fc.record({ state: fc.constant('active'), isAvailable: fc.boolean(), key }),
        applied: fc.record({ available: fc.boolean(), at: minutes }),
      },
      { requiredKeys: ['v', 'identity', 'words', 'held', 'leave', 'profile', 'events', 'failed'] },
    )
    .map((record) => ({ record, all })),
);

function wordV1({ type, said, due }: Word): RecordV1['words'][number] {
  const isDated = type !== 'offboarding_cancelled' && due !== undefined && due > said;
  return { kind: KINDS[type], said: at(said), due: at(isDated ? due : said), event: `e${said}`, key: keyOf(said) };
}

function keyOf(said: number): string {
  return String(said).padStart(16, '0');
}
