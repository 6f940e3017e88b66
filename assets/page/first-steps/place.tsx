/** The place of the first steps: by themselves while nobody is changed yet, and by a button at the foot of the page. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { RosterView } from '../../api/views/views';
import { t, withTexts } from '../i18n/translate';
import { NotLoaded, useModule } from '../parts/lazy';
import { isHidden, keepHidden } from './keeping';

interface Props {
  readonly view: RosterView | undefined;
  /** The people, between the list and the button. */
  readonly children: ComponentChildren;
}

/** Without a choice of the person's they are shown during dry runs: a deployment that is live has them behind it. */
export function WithFirstSteps({ view, children }: Props) {
  const [chosen, setChosen] = useState<boolean>();
  const isShown = chosen ?? (view?.whole?.dryRun === true && !isHidden());
  const choose = (shown: boolean): void => {
    keepHidden(!shown);
    setChosen(shown);
  };
  return (
    <>
      {view && isShown && <LaterList view={view} hide={() => choose(false)} isChosen={chosen === true} />}
      {children}
      {view && !isShown && (
        <p class="first-steps-foot">
          <button type="button" class="quiet" onClick={() => choose(true)}>
            {t('page.first-steps')}
          </button>
        </p>
      )}
    </>
  );
}

interface ListProps {
  readonly view: RosterView;
  readonly hide: () => void;
  /** The person has asked for it, and so is taken there. */
  readonly isChosen: boolean;
}

const loadList = () => withTexts(import('./list'), 'later');

function LaterList({ view, hide, isChosen }: ListProps) {
  const loaded = useModule(loadList);
  useEffect(() => {
    if (loaded && loaded !== 'failed' && isChosen) document.getElementById('first-steps-heading')?.focus();
  }, [loaded, isChosen]);
  if (loaded === 'failed') return <NotLoaded part="other" kept="" />;
  return loaded ? <loaded.FirstSteps view={view} hide={hide} /> : null;
}
