/** The place of the roster's editor, which is loaded when it is first opened. */
import { t, withTexts } from './i18n/translate';
import type { GapAddress } from './model/route';
import type { WallClock } from './model/wall-clock';
import { NotLoaded, useModule } from './parts/lazy';
import type { State } from './store';

interface Props {
  readonly state: State;
  readonly viewer: WallClock;
  readonly gap: GapAddress | undefined;
}

const loadEditor = () => withTexts(import('./roster/roster-editor'), 'later', 'roster');

export function RosterView(props: Props) {
  const loaded = useModule(loadEditor);
  if (loaded === undefined) return <p class="nothing">{t('page.loading-editor')}</p>;
  if (loaded === 'failed') return <NotLoaded part="editor" kept={t('page.typed-kept')} />;
  return <loaded.RosterEditor {...props} />;
}
