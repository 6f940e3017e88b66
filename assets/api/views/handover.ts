import type { Handover } from '../../domain/person/handover';
import { formatInstant } from '../../domain/time';
import type { HandoverView } from './handover-view';

/** How the hand-over of somebody's conversations stands. */
export function handoverView({ step, because, to, since, moved, failed, waiting, returned }: Handover): HandoverView {
  return {
    step,
    because,
    to,
    since: formatInstant(since),
    moved,
    failed,
    ...(waiting !== undefined && { waiting }),
    ...(returned !== undefined && { returned }),
  };
}
