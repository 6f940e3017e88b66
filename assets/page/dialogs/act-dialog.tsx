import { useState } from 'preact/hooks';
import { beginBatch } from '../batches';
import { now } from '../clock';
import { t } from '../i18n/translate';
import { type Act, isDangerous, ordersOf } from '../model/acts';
import type { Batch } from '../model/batch';
import { questionOf } from '../model/questions';
import type { WallClock } from '../model/wall-clock';
import { Confirmation } from './confirmation';
import { DialogFrame } from './frame';

interface Props {
  readonly act: Act;
  readonly reason: string;
  /** The decision on many people that is under way. */
  readonly batch: Batch | undefined;
  readonly viewer: WallClock;
  readonly top: boolean;
}

/** The confirmation of an act, with its consequences. */
export function ActDialog({ act, reason, batch, viewer, top }: Props) {
  // The question must not change while it is open.
  const [{ title, consequence, verb, told }] = useState(() => questionOf(act, viewer, now()));
  const person = 'person' in act ? act.person : undefined;
  const isMany = act.kind === 'release-all' || act.kind === 'drop-all';
  const waits = isMany && batch?.running === true;
  return (
    <DialogFrame title={title} top={top}>
      <Confirmation
        orders={waits ? [] : ordersOf(act)}
        {...(isMany && !waits && { onConfirm: () => void beginBatch(act, reason) })}
        fault={waits ? t('acting.batch-other') : ''}
        verb={verb}
        told={told}
        dangerous={isDangerous(act)}
        person={person}
        reason={reason}
        consequence={consequence}
      />
    </DialogFrame>
  );
}
