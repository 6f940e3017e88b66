/** The place of the reports, which are loaded when they are first opened. */
import { t, withTexts } from './i18n/translate';
import type { WallClock } from './model/wall-clock';
import { NotLoaded, useModule } from './parts/lazy';

interface Props {
  readonly zone: string | undefined;
  readonly viewer: WallClock;
}

const loadReports = () => withTexts(import('./reports/reports-view'), 'later');

export function ReportsPlace({ zone, viewer }: Props) {
  const loaded = useModule(loadReports);
  if (loaded === 'failed') return <NotLoaded part="other" kept="" />;
  if (!loaded || zone === undefined) return <p class="nothing">{t('page.loading-report')}</p>;
  return <loaded.ReportsView zone={zone} viewer={viewer} />;
}
