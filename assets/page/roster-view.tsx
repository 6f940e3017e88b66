/** The place of the roster's editor, which is loaded when it is first opened. */
import { useEffect, useState } from 'preact/hooks';
import type { GapAddress } from './model/route';
import type { WallClock } from './model/wall-clock';
import type { RosterEditor } from './roster/roster-editor';
import type { State } from './store';

interface Props {
  readonly state: State;
  readonly viewer: WallClock;
  readonly gap: GapAddress | undefined;
}

type Loaded = { readonly Editor: typeof RosterEditor } | 'failed' | undefined;

export function RosterView(props: Props) {
  const [loaded, setLoaded] = useState<Loaded>();
  useEffect(() => {
    import('./roster/roster-editor').then(
      (module) => setLoaded({ Editor: module.RosterEditor }),
      () => setLoaded('failed'),
    );
  }, []);
  if (loaded === undefined) return <p class="nothing">Loading the editor…</p>;
  if (loaded === 'failed') {
    return (
      <div role="alert">
        <p class="notice">
          The editor could not be loaded: you are offline, or a new release has been deployed since you opened the page.
          What you had typed is kept.
        </p>
        <button type="button" onClick={() => location.reload()}>
          Load the page again
        </button>
      </div>
    );
  }
  return <loaded.Editor {...props} />;
}
