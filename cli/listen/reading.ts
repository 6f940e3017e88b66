import type { Request } from '../../assets/api/http/request';
import { displayId } from '../../assets/domain/person/record';
import type { Directory } from '../../assets/domain/roster/directory';
import type { StaffEvent } from '../../assets/domain/staff-event';
import { formatInstant } from '../../assets/domain/time';
import type { Provider, ProviderContext } from '../../assets/providers/provider';

/**
 * What the receiver reads in a delivery, a line for each event or fault. People appear by their key in the roster, never by
 * identity, name or a sender's id.
 */
export function readingOf(provider: Provider, request: Request, context: ProviderContext): string[] {
  if (provider.handshake?.(request)) return ['a set-up request'];
  const { events, unmapped, ignored, faults } = provider.toEvents(request, context);
  return [
    ...events.map(
      (event) => `${event.type} of ${personOf(event, context.people)}, event ${displayId(event.id)}${dueOf(event)}`,
    ),
    ...unmapped.map(
      ({ id, type, meaning }) =>
        `${displayId(type)} (${meaning}) of somebody whom the roster does not map: add ids: { ${provider.name}: … }, event ${displayId(id)}`,
    ),
    ...ignored.map(({ id, type, detail }) => {
      const reason = detail === undefined ? '' : `: ${detail}`;
      return `${displayId(type)} is ignored${reason}, event ${displayId(id)}`;
    }),
    ...faults.map(({ path, message }) => `rejected: ${displayId(path)}: ${message.split('; found ')[0]}`),
  ];
}

function personOf({ data }: StaffEvent, people: Directory): string {
  const { identity, person: key } = data;
  const person =
    identity === undefined
      ? people.byKey(key ?? '')
      : (people.byIdentity(identity) ?? people.byFoldedIdentity(identity));
  return person === undefined ? 'somebody who is not on the roster' : people.keyOf(person);
}

function dueOf({ data }: StaffEvent): string {
  return 'effectiveAt' in data && data.effectiveAt !== undefined
    ? `, effective ${formatInstant(data.effectiveAt)}`
    : '';
}
