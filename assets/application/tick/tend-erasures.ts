import { HOUR } from '../../domain/time';
import { describeError } from '../../lib/errors';
import { type ContinueErasuresPorts, continueErasures } from '../operators/erase';
import type { Heartbeat, HeartbeatStore } from '../ports';
import { rewriteHeartbeat } from '../rewrite-heartbeat';

/** The ports that tending erasures takes. */
export type TendErasuresPorts = ContinueErasuresPorts & { readonly heartbeat: Pick<HeartbeatStore, 'read' | 'write'> };

/** So long after a tick began it goes on with erasures, ms: the last thing that it does. */
const ERASING_MS = 6000;

/**
 * Goes on with the erasures that the heartbeat tells of; once an hour it looks whether there are any that it does not tell of, as
 * of an older release. Never throws. @param beat the heartbeat before this tick, which began `now`, ms.
 */
export async function tendErasures(
  { erasing, last }: Pick<Heartbeat, 'erasing' | 'last'>,
  now: number,
  ports: TendErasuresPorts,
): Promise<void> {
  const isHourly = Math.floor(now / HOUR) !== Math.floor((last?.at ?? 0) / HOUR);
  if (erasing === undefined && !isHourly) return;
  const isOpen = await continueErasures(now + ERASING_MS, ports);
  if (isOpen === undefined || isOpen === (erasing !== undefined)) return;
  try {
    await rewriteHeartbeat(ports.heartbeat, ({ erasing: current, ...beat }) => {
      // An operator has asked for another one meanwhile.
      if (current !== erasing) return undefined;
      return isOpen ? { ...beat, erasing: now } : beat;
    });
  } catch (error) {
    ports.log('warn', 'The heartbeat could not be told how erasures stand', describeError(error));
  }
}
