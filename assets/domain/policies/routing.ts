/** Whose turn a new conversation is. */
import type { RoutingRule } from '../roster/roster';
import { DAY } from '../time';

/** As long as a customer may wait for somebody to be on duty, ms. After that the request is forgotten. */
export const WAITS_AT_MOST_MS = 30 * DAY;

/** What Twilio puts before a number's WhatsApp address: https://www.twilio.com/docs/whatsapp/api */
const WHATSAPP = 'whatsapp:';

/** The rule of one of Twilio's numbers: one for the address to the letter comes before one for its number alone. */
export function ruleFor(rules: readonly RoutingRule[], address: string): RoutingRule | undefined {
  const byNumber = (wanted: string) => rules.find(({ number }) => number === wanted);
  const found = byNumber(address);
  if (found || !address.startsWith(WHATSAPP)) return found;
  return byNumber(address.slice(WHATSAPP.length));
}

/** So many tickets are drawn for one conversation; after that the others follow in their order. */
const MOST_DRAWN = 3;

/**
 * Candidates in turn, each once. Whose turn it is, a ticket says: a number that is drawn once and grows with each draw. As long as
 * the candidates are the same and no number is left out, that is whoever was last drawn longest ago. For a candidate who turns
 * out not to be able to take the conversation another ticket is drawn, so that their share is spread over all others.
 * @param candidates in an order that is the same for everybody who draws.
 * @param draw is not called as long as there is nothing to choose.
 */
export async function* inTurn<T>(candidates: readonly T[], draw: () => Promise<number>): AsyncGenerator<T> {
  const left = new Set(candidates);
  let place = 0;
  for (let drawn = 0; drawn < MOST_DRAWN && left.size > 1; drawn++) {
    place = (await draw()) % candidates.length;
    const chosen = candidates[place];
    if (chosen !== undefined && left.delete(chosen)) yield chosen;
  }
  const others = [...candidates.slice(place), ...candidates.slice(0, place)];
  yield* others.filter((candidate) => left.has(candidate));
}
