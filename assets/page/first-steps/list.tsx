/** The first steps as a list: what is done, what is to be done, and where that is described. */
import { useEffect, useState } from 'preact/hooks';
import type { RosterView } from '../../api/views/views';
import { parseJson, RequestFailed, request } from '../api';
import { t } from '../i18n/translate';
import {
  BY_HAND,
  isAllDone,
  isTrial,
  ownSenders,
  questionsIn,
  STEPS,
  type StepName,
  type StepState,
  stepsOf,
} from '../model/first-steps';
import { SignIcon } from '../parts/sign-icon';
import { getSecret } from '../session';
import { keepTicked, readTicked } from './keeping';

interface Props {
  readonly view: RosterView;
  readonly hide: () => void;
}

export function FirstSteps({ view, hide }: Props) {
  const [ticked, setTicked] = useState(readTicked);
  const yaml = useRosterText(view.whole?.roster.version);
  const states = stepsOf({ view, yaml, ticked });
  const tick = (step: StepName, isTicked: boolean): void => {
    const next = new Set(ticked);
    if (isTicked) next.add(step);
    else next.delete(step);
    keepTicked(next);
    setTicked(next);
  };
  return (
    <section class="first-steps" aria-labelledby="first-steps-heading">
      <div class="first-steps-head">
        <h2 id="first-steps-heading" tabIndex={-1}>
          {t('first-steps.heading')}
        </h2>
        <button type="button" class="quiet" onClick={hide}>
          {t('first-steps.hide')}
        </button>
      </div>
      {isAllDone(states) && <p>{t('first-steps.all-done')}</p>}
      <ol>
        {STEPS.map((step) => (
          <Step
            key={step}
            step={step}
            state={states[step]}
            detail={detailOf(step, view, yaml)}
            tick={BY_HAND.includes(step) ? (isTicked) => tick(step, isTicked) : undefined}
          />
        ))}
      </ol>
      <p class="small">{t('first-steps.by-hand')}</p>
    </section>
  );
}

interface StepProps {
  readonly step: StepName;
  readonly state: StepState;
  readonly detail: string;
  /** Of a step that no fact tells. */
  readonly tick: ((isTicked: boolean) => void) | undefined;
}

const SIGNS = { done: 'well', open: 'wait', unknown: 'wait' } as const;

function Step({ step, state, detail, tick }: StepProps) {
  const id = `first-step-${step}`;
  return (
    <li>
      {tick ? (
        <input
          id={id}
          type="checkbox"
          checked={state === 'done'}
          onChange={({ currentTarget }) => tick(currentTarget.checked)}
        />
      ) : (
        <SignIcon sign={SIGNS[state]} />
      )}
      <div>
        {tick ? (
          <label for={id}>
            <strong>{t(`first-steps.${step}`)}</strong>
          </label>
        ) : (
          <strong>
            {t(`first-steps.${step}`)} <span class="unseen">{t('first-steps.state', { state })}</span>
          </strong>
        )}
        <p>{detail}</p>
      </div>
    </li>
  );
}

/** What there is to know of a step, and where it is described. */
function detailOf(step: StepName, { whole }: RosterView, yaml: string | undefined): string {
  switch (step) {
    case 'roster':
      return t('first-steps.roster-how', { questions: yaml === undefined ? -1 : questionsIn(yaml) });
    case 'senders': {
      const senders = whole ? ownSenders(whole).join(', ') : '';
      if (senders !== '') return t('first-steps.senders-how', { senders });
      const examples = (whole?.setup.exampleSenders ?? []).join(', ');
      return examples === '' ? t('first-steps.senders-none') : t('first-steps.senders-example', { senders: examples });
    }
    case 'live':
      return t(whole && isTrial(whole) ? 'first-steps.live-trial' : 'first-steps.live-how');
    default:
      return t(`first-steps.${step}-how`);
  }
}

/** The text of the roster that counts; undefined until it has been loaded, or if it cannot be. */
function useRosterText(version: number | undefined): string | undefined {
  const [yaml, setYaml] = useState<string>();
  useEffect(() => {
    let isCurrent = true;
    fetchText().then(
      (text) => isCurrent && setYaml(text),
      (failure) => {
        // Then it is not known what is open, and the step says so.
        if (!(failure instanceof RequestFailed)) throw failure;
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [version]);
  return yaml;
}

async function fetchText(): Promise<string> {
  const response = await request(getSecret(), '/roster/source', {});
  return (await parseJson<{ readonly yaml: string }>(response)).yaml;
}
