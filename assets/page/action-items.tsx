import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { PersonView } from '../api/views/views';
import { t } from './i18n/translate';
import type { ActionItem } from './model/action-item';
import { type Act, isDangerous, ordersOf, verbOf } from './model/acts';
import { needsAttention } from './model/health';
import { nameOf } from './model/names';
import { addressOfGap } from './model/route';
import { SignIcon } from './parts/sign-icon';
import { useMedia } from './people/windowing';
import { mayUse } from './role';
import { open } from './store';

/** Further items are folded away, unless that would save no more room than the button takes. */
const SHOWN = 6;
const FOLDED_FROM = SHOWN + 3;
/** On a phone, so that the people are in reach. */
const SHOWN_ON_PHONE = 2;
const PHONE = '(max-width: 40rem)';

interface Props {
  readonly items: readonly ActionItem[];
  /** Whether everybody has been loaded. */
  readonly ready: boolean;
  /** Nothing is wrong with the whole either. */
  readonly well: boolean;
}

export function ActionItems({ items, ready, well }: Props) {
  const pressing = items.filter(needsAttention);
  const others = items.filter((item) => !needsAttention(item));
  return (
    <section class="needs" aria-labelledby="needs-heading">
      <h2 id="needs-heading" tabIndex={-1}>
        {t('needs.heading')} {pressing.length > 0 && <span class="count">{pressing.length}</span>}
      </h2>
      {ready && pressing.length === 0 && (
        <p class="nothing">
          {well ? (
            <>
              <SignIcon sign="well" /> {t('needs.nothing')}
            </>
          ) : (
            t('needs.nothing-more')
          )}
        </p>
      )}
      <Lines items={pressing} />
      <Lines items={others}>
        <h3>
          {t('needs.for-information')} <span class="count">{others.length}</span>
        </h3>
      </Lines>
    </section>
  );
}

interface LinesProps {
  readonly items: readonly ActionItem[];
  /** The heading. */
  readonly children?: ComponentChildren;
}

function Lines({ items, children }: LinesProps) {
  const [all, setAll] = useState(false);
  const phone = useMedia(PHONE);
  const folds = items.length >= (phone ? SHOWN_ON_PHONE + 1 : FOLDED_FROM);
  const shown = all || !folds ? items : items.slice(0, phone ? SHOWN_ON_PHONE : SHOWN);
  if (items.length === 0) return null;
  return (
    <>
      {children}
      <ul>
        {shown.map((item) => (
          <Line key={item.key} item={item} />
        ))}
      </ul>
      {folds && (
        <button type="button" class="quiet more" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('needs.show-fewer') : t('needs.show-all', { count: items.length })}
        </button>
      )}
    </>
  );
}

function Line({ item: { weight, kind, about, text, acts, why, handover, gap } }: { readonly item: ActionItem }) {
  return (
    <li class={`need need-${weight}`}>
      <SignIcon sign={kind === 'differs' ? 'differs' : weight} />
      <span class="need-kind">{t(`needs.kind-${kind}`)}</span>
      <p>
        <strong>{about}</strong> <span>{text}</span>
      </p>
      <div class="buttons">
        {acts.map((act) => (
          <ActButton key={act.kind} act={act} about={'people' in act ? undefined : about} />
        ))}
        {handover && <HandoverButton person={handover} />}
        {gap && mayUse('/roster/publish') && (
          <a class="button" href={addressOfGap(gap)} aria-label={t('people.fill-gap', { rule: about })}>
            {t('people.fill')}
          </a>
        )}
        {why && (
          <button
            type="button"
            aria-label={t('people.why-person', { person: about })}
            onClick={() => open({ kind: 'why', person: why })}
          >
            {t('people.why')}
          </button>
        )}
      </div>
    </li>
  );
}

/** Absent for whom the server would refuse. */
export function HandoverButton({ person }: { readonly person: PersonView }) {
  if (!mayUse('/ops/handover')) return null;
  return (
    <button
      type="button"
      aria-label={t('needs.handover-of', { person: nameOf(person) })}
      onClick={() => open({ kind: 'handover', person, to: '' })}
    >
      {t('needs.handover')}
    </button>
  );
}

interface ActButtonProps {
  readonly act: Act;
  /** Whom it is about, for screen readers, where its text does not say that. */
  readonly about: string | undefined;
}

/** Opens the confirmation dialog; nothing happens before it is confirmed. Absent for whom the server would refuse. */
export function ActButton({ act, about }: ActButtonProps) {
  if (!mayUse(...ordersOf(act).map(({ path }) => path))) return null;
  const verb = verbOf(act);
  return (
    <button
      type="button"
      class={isDangerous(act) ? 'danger' : undefined}
      aria-label={about === undefined ? undefined : t('needs.act-on', { act: verb, about })}
      onClick={() => open({ kind: 'act', act })}
    >
      {verb}
    </button>
  );
}
