import { useState } from 'preact/hooks';
import { now } from '../clock';
import { type Act, isDangerous, ordersOf } from '../model/acts';
import { questionOf } from '../model/questions';
import type { WallClock } from '../model/wall-clock';
import { Confirmation } from './confirmation';
import { DialogFrame } from './frame';

interface Props {
  readonly act: Act;
  readonly viewer: WallClock;
  readonly top: boolean;
}

/** The confirmation of an act, with its consequences. */
export function ActDialog({ act, viewer, top }: Props) {
  // The question must not change while it is open.
  const [{ title, consequence, verb, told }] = useState(() => questionOf(act, viewer, now()));
  const person = 'person' in act ? act.person : undefined;
  return (
    <DialogFrame title={title} top={top}>
      <Confirmation
        orders={ordersOf(act)}
        verb={verb}
        told={told}
        dangerous={isDangerous(act)}
        person={person}
        consequence={consequence}
      />
    </DialogFrame>
  );
}
