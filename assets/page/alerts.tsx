/** The alerts at the top of the page; each explains its meaning and the remedy. */
import type { ComponentChildren } from 'preact';
import type { WholeView } from '../api/views/views';
import { ActButton } from './action-items';
import { now } from './clock';
import { capitalised } from './i18n/formats';
import { t } from './i18n/translate';
import { staleDataText } from './model/errors';
import { refusalInWords } from './model/refusals';
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
        <Alert title={errorTitle(error.code === 'offline', lastAnswerAt, viewer)}>
          <p>
            {staleDataText(error)} {lastAnswerAt !== undefined && `${t('alerts.may-have-changed')} `}
            {t('alerts.tries-again')}
          </p>
          <button type="button" onClick={() => void poll()}>
            {t('alerts.try-now')}
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

/** @param answered when the data came, ms; undefined if none has come yet. */
function errorTitle(isOffline: boolean, answered: number | undefined, viewer: WallClock): string {
  if (answered === undefined) return t('alerts.nothing-yet');
  return t(isOffline ? 'alerts.offline-data' : 'alerts.old-data', { moment: moment(answered, viewer, now()) });
}

function NotStarted({ dryRun }: { dryRun: boolean }) {
  return (
    <Alert title={t('alerts.not-started')} sign="wait">
      <p>{t(dryRun ? 'alerts.not-started-dry' : 'alerts.not-started-text')}</p>
    </Alert>
  );
}

interface StoppedProps {
  readonly last: NonNullable<WholeView['tick']['last']>;
  readonly dryRun: boolean;
  readonly viewer: WallClock;
}

function Stopped({ last, dryRun, viewer }: StoppedProps) {
  const at = moment(Date.parse(last.at), viewer, now());
  return (
    <Alert title={t('alerts.stopped')}>
      <p>{t(dryRun ? 'alerts.stopped-dry' : 'alerts.stopped-text', { moment: at })}</p>
    </Alert>
  );
}

function DryRun() {
  return (
    <Alert title={t('alerts.dry-run')}>
      <p>{t('alerts.dry-run-text')}</p>
    </Alert>
  );
}

function Refusal({ refusal, viewer }: { refusal: NonNullable<WholeView['refusal']>; viewer: WallClock }) {
  const { title, text } = refusalInWords(refusal, viewer, now());
  return (
    <Alert title={title}>
      <p>{text}</p>
    </Alert>
  );
}

function HeldRoster({ held, viewer }: { held: NonNullable<WholeView['heldRoster']>; viewer: WallClock }) {
  const { people } = held;
  const since = capitalised(moment(Date.parse(held.since), viewer, now(), 'since'));
  return (
    <Alert title={t('alerts.held-roster')}>
      <p>{t('alerts.held-roster-text', { since, people })}</p>
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
