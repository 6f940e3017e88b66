import type { Memory } from '../fuzz/memory';
import { ALL, type Answered, answer, effectiveEvent, type Posted, proofHeaders, sample, world } from './sending';

/** One sender under test, with a world that is as new before each test. */
interface SenderUnderTest extends Readonly<(typeof ALL)[number]> {
  readonly name: string;
  /** An event of it that changes a user. */
  event: string;
  /** The headers that prove its delivery. */
  proofs: readonly string[];
  here: Memory;
  /** The delivery of the event, signed. */
  delivery(): Posted;
  /** Sends it, or anything else, to this world, or another one. */
  send(posted?: Posted, where?: Memory): Promise<Answered>;
  /** Expects that nothing has been changed. */
  expectUnauthorized(answered: Answered): void;
}

/** Puts every sender under the tests that `rules` declares; the registry's line for a new one puts it under test too. */
export function describeEverySender(rules: (one: SenderUnderTest) => void): void {
  describe.each(ALL.map((one) => [one.sender.provider.name, one] as const))('%s', (name, sender) => {
    const one: SenderUnderTest = {
      ...sender,
      name,
      event: '',
      proofs: [],
      here: world(),
      delivery: () => sample(one.sender, one.event),
      send: (posted = one.delivery(), where = one.here) => answer(one.provider, posted, where),
      expectUnauthorized(answered) {
        expect(answered).toMatchObject({ status: 401, code: 'unauthorized' });
        expect(one.here.changes.count).toBe(0);
      },
    };
    beforeAll(async () => {
      one.event = await effectiveEvent(sender);
      one.proofs = proofHeaders(one.sender, one.event);
    });
    beforeEach(() => {
      one.here = world();
    });
    rules(one);
  });
}
