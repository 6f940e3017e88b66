import { endLeave } from '../../domain/person/decide-leave';
import { endOverride } from '../../domain/person/decide-override';
import { enqueue } from '../../domain/person/outbox';
import type { ReceivedEvent } from '../../domain/staff-event';
import type { ApplyRulePorts, Rule } from '../due-changes';
import { nameOf } from '../lockout-limit';
import { type ProcessEventPorts, processEvent } from '../process-event';
import type { EventResult } from '../push-change';
import { noteAct } from './note-act';
import { applyToPeople, type PersonResult } from './on-people';

/** An override or a leave that an operator sets. */
export type Setting =
  | { readonly type: 'staff.availability'; readonly data: { available: boolean; until?: number } }
  | { readonly type: 'staff.leave'; readonly data: { from: number; to: number } };

/** What an operator ends: the override, or the leave of this key. */
export type Ending = { readonly end: 'override' } | { readonly end: 'leave'; readonly key: string };

/**
 * Sets an override or a leave, as an event of any sender would. @param id tells a repeated request from a new one.
 * @throws NotRecorded
 */
export async function set(
  { type, data }: Setting,
  identity: string,
  id: string | undefined,
  ports: ProcessEventPorts,
): Promise<EventResult & { readonly event: string; readonly person: string }> {
  const timestamp = ports.now();
  const event = id ?? `operator-${timestamp.toString(36)}-${Math.floor(ports.random() * 2 ** 32).toString(36)}`;
  // Repeated, the request has a later timestamp.
  const content = JSON.stringify(data);
  const staffEvent: ReceivedEvent =
    type === 'staff.leave'
      ? { type, id: event, timestamp, content, data: { identity, ...data } }
      : { type, id: event, timestamp, content, data: { identity, ...data } };
  const result = await processEvent(staffEvent, identity, ports);
  noteAct(type === 'staff.leave' ? 'leave-set' : 'override-set', identity, result, ports);
  return { event, person: nameOf(identity, ports), ...result };
}

/** Ends an override or a leave. What has ended already is `unchanged`. */
export async function end(ending: Ending, identity: string, ports: ApplyRulePorts): Promise<PersonResult[]> {
  const rule: Rule = (record, situation) => {
    const ruling = ending.end === 'override' ? endOverride(record, situation) : endLeave(record, ending.key, situation);
    return ruling && enqueue(ruling, 'operator', situation);
  };
  return applyToPeople([identity], rule, `${ending.end}-ended`, ports);
}
