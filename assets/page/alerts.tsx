/** What must not be overlooked: each with what it means and what to do. */
import type { ComponentChildren } from 'preact';
import type { WholeView } from '../views/views';
import { now } from './clock';
import { moment } from './model/times';
import { whyOld } from './model/troubles';
import type { WallClock } from './model/wall-clock';
import { Mark } from './parts/mark';
import { poll } from './polling';
import { open, type State } from './store';

export function Alerts({ state, whole, viewer }: { state: State; whole: WholeView | undefined; viewer: WallClock }) {
  const { trouble, heard } = state;
  return (
    // The container stays, so that what comes into it is heard.
    <div class="alerts" role="alert">
      {trouble && (
        <Alert
          title={heard === undefined ? 'Nothing to show yet' : `This is old: as of ${moment(heard, viewer, now())}`}
        >
          <p>
            {whyOld(trouble)} {heard === undefined ? '' : 'What you see below may have changed since. '}
            The page tries again by itself every few seconds.
          </p>
          <button type="button" onClick={() => void poll()}>
            Try now
          </button>
        </Alert>
      )}
      {whole?.dryRun && <DryRun />}
      {whole?.tick.stopped && <Stopped whole={whole} viewer={viewer} />}
      {whole?.heldRoster && <HeldRoster held={whole.heldRoster} viewer={viewer} />}
    </div>
  );
}

function Stopped({ whole: { tick }, viewer }: { whole: WholeView; viewer: WallClock }) {
  const since = tick.last
    ? `The last tick was at ${moment(Date.parse(tick.last.at), viewer, now())}.`
    : 'There has been no tick yet.';
  return (
    <Alert title="The scheduler has stopped">
      <p>
        {since} Nobody is switched on or off at shift changes until ticks come again; what HR sends is still carried
        out. Start the scheduler: the next tick makes up for what was missed.
      </p>
    </Alert>
  );
}

function DryRun() {
  return (
    <Alert title="Dry run: Rosterline changes nobody">
      <p>
        What you see is what it would do. Nobody is switched on or off, and nobody who leaves is locked out. Events from
        HR are recorded; the first tick after DRY_RUN is switched off carries them out.
      </p>
    </Alert>
  );
}

function HeldRoster({ held, viewer }: { held: NonNullable<WholeView['heldRoster']>; viewer: WallClock }) {
  const { people, since } = held;
  return (
    <Alert title="The roster’s change is held">
      <p>
        Since {moment(Date.parse(since), viewer, now())}: the roster as deployed would switch off {people} people at
        once, and no shift has ended. That is what a truncated file looks like, so none of them is switched off. Deploy
        the right roster; or, if it is right, release it.
      </p>
      <button type="button" onClick={() => open({ kind: 'act', act: { kind: 'release-roster', people } })}>
        Release
      </button>
    </Alert>
  );
}

function Alert({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <div class="alert">
      <Mark sign="stop" />
      <div>
        <strong>{title}</strong>
        {children}
      </div>
    </div>
  );
}
