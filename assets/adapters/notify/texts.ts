import type { SendText } from '../../application/ports';
import type { ClientFor } from '../twilio/transport';

/** Text messages to people of the roster. A message whose answer is lost is not sent again. */
export function createTexts(clientFor: ClientFor, from: string): SendText {
  return async (to, body) => {
    await clientFor('once').messages.create({ from, to, body });
  };
}
