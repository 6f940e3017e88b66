import { useState } from 'preact/hooks';
import { now } from '../clock';
import { type Act, ordersOf, verbOf } from '../model/acts';
import { questionOf } from '../model/questions';
import type { WallClock } from '../model/wall-clock';
import { Confirmation } from './confirmation';
import { DialogFrame } from './frame';

interface Props {
  readonly act: Act;
  readonly viewer: WallClock;
  readonly top: boolean;
}

/** Asks once, and says what will happen. */
export function ActDialog({ act, viewer, top }: Props) {
  // What is asked does not change while it is being asked.
  const [{ title, consequence }] = useState(() => questionOf(act, viewer, now()));
  const person = 'person' in act ? act.person : undefined;
  const verb = verbOf(act);
  return (
    <DialogFrame title={title} top={top}>
      <Confirmation
        orders={ordersOf(act)}
        verb={verb}
        what={person ? `${verb} ${person.person}` : title.replace('?', '')}
        person={person}
        consequence={consequence}
      />
    </DialogFrame>
  );
}
