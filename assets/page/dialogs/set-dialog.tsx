import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { PersonView, WindowView } from '../../api/views/views';
import { ActButton } from '../action-items';
import { now } from '../clock';
import { capitalised } from '../i18n/formats';
import { t } from '../i18n/translate';
import { aheadOf } from '../model/ahead';
import type { Stretch } from '../model/bars';
import type { Draft } from '../model/draft';
import { nameOf } from '../model/names';
import { PRESETS, settingOf } from '../model/presets';
import { desiredStatus } from '../model/status';
import { momentForBoth, timeOfDay } from '../model/times';
import { clockOf, type WallClock } from '../model/wall-clock';
import { updateDraft } from '../store';
import { Confirmation } from './confirmation';
import { DialogFrame } from './frame';
import { PassOn } from './pass-on';
import { LAST_DATE, planning, SpanFields } from './span-fields';

interface Props {
  readonly person: PersonView;
  /** Of the days around now; undefined for somebody who is not on the roster. */
  readonly window: WindowView | undefined;
  /** The person's upcoming days, as far as they are loaded. */
  readonly stretches: readonly Stretch[];
  readonly draft: Draft;
  readonly reason: string;
  readonly viewer: WallClock;
  readonly top: boolean;
}

/** Sets an override or a leave: one click chooses it, another sets it. */
export function SetDialog({ person, window, stretches, draft, reason, viewer, top }: Props) {
  // Reported meanwhile: what is set would have no effect.
  const hasLeft = person.should.state === 'deactivated';
  const setting = hasLeft ? undefined : settingOf(draft, person, stretches, viewer);
  const isSettable = setting !== undefined && 'order' in setting;
  return (
    <DialogFrame title={t('dialog-set.title', { name: nameOf(person) })} top={top}>
      <CurrentStatus person={person} window={window} viewer={viewer} />
      <div class="presets">
        {PRESETS.map(({ title, of }) => (
          <fieldset key={title}>
            <legend>{t(title)}</legend>
            {of.map(([id, name]) => (
              <label key={id}>
                <input
                  type="radio"
                  name="preset"
                  checked={draft.preset === id}
                  onChange={() => updateDraft({ ...draft, preset: id, chosen: now() })}
                />
                <span>{t(name)}</span>
              </label>
            ))}
          </fieldset>
        ))}
      </div>
      <Fields draft={draft} person={person} viewer={viewer} />
      {!hasLeft && <PassOn person={person} stretches={stretches} draft={draft} reason={reason} viewer={viewer} />}
      <Confirmation
        orders={isSettable ? [setting.order] : []}
        verb={t('dialog-set.verb')}
        {...(setting && 'address' in setting && planning(setting.address, reason))}
        told={isSettable ? setting.told : { about: nameOf(person), done: '' }}
        person={person}
        reason={reason}
        consequence={setting && 'consequence' in setting ? setting.consequence : []}
        fault={setting && 'fault' in setting ? setting.fault : ''}
      />
    </DialogFrame>
  );
}

/** The current status, and what was set before and can be ended. */
function CurrentStatus({ person, window, viewer }: Pick<Props, 'person' | 'window' | 'viewer'>) {
  const { status } = desiredStatus(person);
  const { because, until } = aheadOf(person, window, now());
  const clock = clockOf(person.zone);
  const said = [
    t('dialog-set.now', { status: person.unreadable ? 'unknown' : status, because }),
    ...(until === null
      ? []
      : [t('dialog-set.until-moment', { until: capitalised(momentForBoth(until, viewer, clock, now(), 'until')) })]),
    ...(clock.offset(now()) === viewer.offset(now())
      ? []
      : [t('dialog-set.time-there', { city: clock.city, time: timeOfDay(clock.wall(now())) })]),
  ];
  return (
    <div class="standing-now">
      <p>{said.join(' ')}</p>
      {person.should.state === 'deactivated' ? (
        <p class="fault">{t('dialog-set.has-left', { name: nameOf(person) })}</p>
      ) : (
        <Endings person={person} />
      )}
    </div>
  );
}

/** Buttons that end the override or a leave. */
export function Endings({ person }: { readonly person: PersonView }) {
  if (!person.override && person.leave.length === 0) return null;
  return (
    <div class="buttons">
      {person.override && <ActButton act={{ kind: 'end-override', person }} about={nameOf(person)} />}
      {person.leave.map((leave) => (
        <ActButton key={leave.key} act={{ kind: 'end-leave', person, leave }} about={nameOf(person)} />
      ))}
    </div>
  );
}

/** Scrolls the fields into sight as soon as they are there, and their dialog is open: on a phone they would be below the edge. */
function FieldsInSight({ children }: { readonly children: ComponentChildren }) {
  const fields = useRef<HTMLDivElement>(null);
  const show = (): void => fields.current?.scrollIntoView({ block: 'nearest' });
  useLayoutEffect(show, []);
  // And once the dialog is open, which it is not yet where it opens with them.
  useEffect(show, []);
  return (
    <div class="fields" ref={fields}>
      {children}
    </div>
  );
}

function Fields({ draft, person, viewer }: { draft: Draft; person: PersonView; viewer: WallClock }) {
  const { preset } = draft;
  if (preset === 'off-until' || preset === 'on-until') {
    return (
      <FieldsInSight>
        <label>
          {t('dialog-set.until', { city: viewer.city })}
          <input
            type="datetime-local"
            value={draft.until}
            max={`${LAST_DATE}T23:59`}
            onInput={(event) => updateDraft({ ...draft, until: event.currentTarget.value })}
          />
        </label>
      </FieldsInSight>
    );
  }
  if (preset === 'off-span' || preset === 'on-span') {
    return (
      <FieldsInSight>
        <SpanFields draft={draft} viewer={viewer} />
      </FieldsInSight>
    );
  }
  if (preset !== 'leave-dates') return null;
  const { city } = clockOf(person.zone);
  return (
    <FieldsInSight>
      <label>
        {t('dialog-set.first-day', { city })}
        <input
          type="date"
          value={draft.firstDay}
          max={LAST_DATE}
          onInput={(event) => updateDraft({ ...draft, firstDay: event.currentTarget.value })}
        />
      </label>
      <label>
        {t('dialog-set.last-day')}
        <input
          type="date"
          value={draft.lastDay}
          max={LAST_DATE}
          onInput={(event) => updateDraft({ ...draft, lastDay: event.currentTarget.value })}
        />
      </label>
    </FieldsInSight>
  );
}
