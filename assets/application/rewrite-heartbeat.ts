import { Conflict, type Heartbeat, type HeartbeatStore } from './ports';

/** So often the heartbeat is read again because a tick wrote it meanwhile. */
const MAX_CONFLICTS = 20;

/**
 * Changes what ticks will find in the heartbeat. A tick that is at work then does not overwrite that.
 * @param change undefined: there is nothing to change. @returns whether it was changed, which one that cannot be read is not. @throws Conflict, Unavailable
 */
export async function rewriteHeartbeat(
  heartbeat: Pick<HeartbeatStore, 'read' | 'write'>,
  change: (beat: Heartbeat) => Heartbeat | undefined,
): Promise<boolean> {
  for (let conflicts = 0; ; conflicts++) {
    const { beat, revision, damaged } = await heartbeat.read();
    // The next tick tells operators, and makes it anew.
    if (damaged) return false;
    const changed = change(beat);
    if (!changed) return false;
    try {
      await heartbeat.write(changed, revision, 'prepare');
      return true;
    } catch (error) {
      if (!(error instanceof Conflict) || conflicts === MAX_CONFLICTS) throw error;
    }
  }
}
