import { frontlineRouting } from '../../../assets/api/frontline-routing.private';
import type { Ports } from '../../../assets/main/ports';
import { jsonOf } from '../../api/http/body';
import { put, shown } from '../../emulator/conversations/support';
import { signed } from '../../sms/texts';
import { described } from '../../support/described';
import { ROUTING_ADDRESS, type World } from '../../support/world';
import { CUSTOMER, conversationSid, NUMBER } from './memory';

/** What Frontline sends of a new conversation, as far as Rosterline reads it. */
export function callbackForm(conversation: string, more: Record<string, string> = {}): Record<string, string> {
  return {
    ConversationSid: conversation,
    FriendlyName: '',
    Attributes: '{}',
    State: 'active',
    'MessagingBinding.Address': CUSTOMER,
    'MessagingBinding.ProxyAddress': NUMBER,
    ...more,
  };
}

/** A signed callback, in an execution of its own. */
export async function callBack(
  world: World,
  conversation: string,
  more: Record<string, string> = {},
  ports: Ports = world.execution(),
) {
  const request = signed(callbackForm(conversation, more), { address: ROUTING_ADDRESS });
  const { status, body } = described('post', '/frontline/routing', await frontlineRouting(request, ports));
  const answer: { outcome?: string; why?: string; because?: string } = jsonOf(body);
  return { status, ...answer };
}

/** A customer's new conversation, as Twilio creates it. @returns its SID. */
export async function newConversation(world: World, number: number, address = CUSTOMER): Promise<string> {
  const sid = conversationSid(number);
  await put(world.twilio, sid, { participants: [{ address, proxy: NUMBER }] });
  return sid;
}

/** The keys of the workers in every conversation, by its SID. */
export async function workers(world: World): Promise<ReadonlyMap<string, readonly string[]>> {
  const all = await shown(world.twilio);
  return new Map(
    all.map(({ sid, participants }) => [
      sid,
      participants.flatMap(({ identity }) => (identity === null ? [] : [identity.replace(/@.*/, '')])),
    ]),
  );
}
