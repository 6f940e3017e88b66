import { useEffect, useState } from 'preact/hooks';
import { DialogFrame } from '../dialogs/frame';
import { t } from '../i18n/translate';
import { Difference } from './editor/difference';
import { loadVersion } from './publishing';
import type { RosterSource } from './versions';

interface Props {
  readonly version: number;
  /** The version that counts. */
  readonly base: RosterSource;
  onClose(): void;
}

/** An old version against the one that counts. */
export function VersionDialog({ version, base, onClose }: Props) {
  const { source, failure } = useVersion(version);
  const title = t('roster-history.compared', { version, current: base.version });
  return (
    <DialogFrame title={title} top onClose={onClose}>
      <div role="alert">{failure && <p class="notice">{failure}</p>}</div>
      {!source && !failure && <p class="nothing">{t('roster-history.loading-version', { version })}</p>}
      {source && (
        <>
          <p>{t('roster-history.signs', { version })}</p>
          <Difference label={title} before={source.yaml} after={base.yaml} />
        </>
      )}
      <div class="answers">
        <button type="button" onClick={onClose}>
          {t('dialog.close')}
        </button>
      </div>
    </DialogFrame>
  );
}

function useVersion(version: number): { readonly source?: RosterSource; readonly failure?: string } {
  const [loaded, setLoaded] = useState<{ source?: RosterSource; failure?: string }>({});
  useEffect(() => {
    let isOpen = true;
    void loadVersion(version).then((asked) => {
      if (!isOpen || asked === 'published meanwhile') return;
      setLoaded('answer' in asked ? { source: asked.answer } : { failure: asked.failure });
    });
    return () => {
      isOpen = false;
    };
  }, [version]);
  return loaded;
}
