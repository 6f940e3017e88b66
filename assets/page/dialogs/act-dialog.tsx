import { useState } from 'preact/hooks';
import { now } from '../clock';
import { type Act, planOf } from '../model/acts';
import type { WallClock } from '../model/wall-clock';
import { Confirmation } from './confirmation';
import { DialogFrame } from './frame';

/** Asks once, and says what will happen. */
export function ActDialog({
  act,
  viewer,
  top,
}: {
  readonly act: Act;
  readonly viewer: WallClock;
  readonly top: boolean;
}) {
  // What is asked does not change while it is being asked.
  const [{ title, verb, consequence, ...order }] = useState(() => planOf(act, viewer, now()));
  const person = 'person' in act ? act.person : undefined;
  return (
    <DialogFrame title={title} top={top}>
      <Confirmation
        order={order}
        verb={verb}
        what={person ? `${verb} ${person.person}` : `${verb} the roster`}
        person={person}
        consequence={consequence}
      />
    </DialogFrame>
  );
}
