/** The alerts at the top of the page; each explains its meaning and the remedy. */
import type { ComponentChildren } from 'preact';
import type { WholeView } from '../api/views/views';
import { ActButton } from './action-items';
import { now } from './clock';
import { staleDataText } from './model/errors';
import { moment } from './model/times';
import type { WallClock } from './model/wall-clock';
import { type Sign, SignIcon } from './parts/sign-icon';
import { poll } from './polling';
import type { State } from './store';

export function Alerts({ state, whole, viewer }: { state: State; whole: WholeView | undefined; viewer: WallClock }) {
  const { error, lastAnswerAt } = state;
  return (
    // The container is permanent, so that screen readers announce what is added to it.
    <div class="alerts" role="alert">
      {error && (
        <Alert
          title={
            lastAnswerAt === undefined
              ? 'Nothing to show yet'
              : `${error.code === 'offline' ? 'Offline: showing' : 'Showing'} data from ${moment(lastAnswerAt, viewer, now())}`
          }
        >
          <p>
            {staleDataText(error)} {lastAnswerAt === undefined ? '' : 'What you see below may have changed since. '}
            The page tries again by itself every few seconds.
          </p>
          <button type="button" onClick={() => void poll()}>
            Try now
          </button>
        </Alert>
      )}
      {whole?.dryRun && <DryRun />}
      {whole && !whole.tick.last && <NotStarted dryRun={whole.dryRun} />}
      {whole?.tick.last && whole.tick.stopped && (
        <Stopped last={whole.tick.last} dryRun={whole.dryRun} viewer={viewer} />
      )}
      {whole?.refusal && <Refusal refusal={whole.refusal} viewer={viewer} />}
      {whole?.heldRoster && <HeldRoster held={whole.heldRoster} viewer={viewer} />}
    </div>
  );
}

function NotStarted({ dryRun }: { dryRun: boolean }) {
  return (
    <Alert title="Not started yet: nothing calls /shifts/tick" sign="wait">
      <p>
        {dryRun
          ? 'Nothing is reported at shift changes until something does; what HR sends is recorded already.'
          : 'Nobody is switched on or off at shift changes until something does; what HR sends is carried out already.'}{' '}
        Set up the scheduler: see section 6 of docs/deploying.md.{' '}
        {dryRun
          ? 'Its first call reports whom it would switch.'
          : 'Its first call switches everybody on or off duty as the roster says.'}
      </p>
    </Alert>
  );
}

interface StoppedProps {
  readonly last: NonNullable<WholeView['tick']['last']>;
  readonly dryRun: boolean;
  readonly viewer: WallClock;
}

function Stopped({ last, dryRun, viewer }: StoppedProps) {
  return (
    <Alert title="The scheduler has stopped">
      <p>
        The last tick was at {moment(Date.parse(last.at), viewer, now())}.{' '}
        {dryRun
          ? 'Nothing is reported at shift changes until ticks come again; what HR sends is still recorded. Start the scheduler.'
          : 'Nobody is switched on or off at shift changes until ticks come again; what HR sends is still carried out. Start the scheduler: the next tick makes up for what was missed.'}
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

function Refusal({ refusal, viewer }: { refusal: NonNullable<WholeView['refusal']>; viewer: WallClock }) {
  const { since, changesOnly, text } = refusal;
  return (
    <Alert
      title={
        since
          ? `Frontline ${changesOnly ? 'takes no changes' : 'unreachable'} since ${moment(Date.parse(since), viewer, now())}`
          : 'Frontline knows nobody of the roster'
      }
    >
      <p>{text}</p>
    </Alert>
  );
}

function HeldRoster({ held, viewer }: { held: NonNullable<WholeView['heldRoster']>; viewer: WallClock }) {
  const { people, since } = held;
  return (
    <Alert title="The roster’s change is held">
      <p>
        Since {moment(Date.parse(since), viewer, now())}: the roster would switch off {people} people at once, and no
        shift has ended. That is what a truncated file looks like, so none of them is switched off. Publish the right
        roster; or, if it is right, switch them off.
      </p>
      <ActButton act={{ kind: 'release-roster', people }} about={undefined} />
    </Alert>
  );
}

/** `sign` is the severity; red by default. */
function Alert({ title, sign = 'stop', children }: { title: string; sign?: Sign; children: ComponentChildren }) {
  return (
    <div class={`alert alert-${sign}`}>
      <SignIcon sign={sign} />
      <div>
        <strong>{title}</strong>
        {children}
      </div>
    </div>
  );
}
