/** Parts of the page that are loaded after what it shows first. */
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n/translate';

/** The module; undefined while it is being loaded. @param load the same function each time: it is called once. */
export function useModule<Module>(load: () => Promise<Module>): Module | 'failed' | undefined {
  const [loaded, setLoaded] = useState<{ readonly module: Module } | 'failed'>();
  useEffect(() => {
    load().then(
      (module) => setLoaded({ module }),
      () => setLoaded('failed'),
    );
  }, [load]);
  return loaded === 'failed' ? loaded : loaded?.module;
}

interface Props {
  readonly part: 'dialog' | 'editor' | 'other';
  /** What becomes of what the operator had begun, as a sentence. */
  readonly kept: string;
}

/** Says that a part could not be loaded, and offers the remedy. */
export function NotLoaded({ part, kept }: Props) {
  return (
    <div role="alert">
      <p class="notice">
        {t('page.not-loaded', { part })} {kept}
      </p>
      <button type="button" onClick={() => location.reload()}>
        {t('page.load-again')}
      </button>
    </div>
  );
}
