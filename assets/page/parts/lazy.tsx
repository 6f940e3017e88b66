/** Parts of the page that are loaded after what it shows first. */
import { useEffect, useState } from 'preact/hooks';

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
  /** With a capital letter: "The editor". */
  readonly what: string;
  /** What becomes of what the operator had begun, as a sentence. */
  readonly kept: string;
}

/** Says that a part could not be loaded, and offers the remedy. */
export function NotLoaded({ what, kept }: Props) {
  return (
    <div role="alert">
      <p class="notice">
        {what} could not be loaded: you are offline, or a new release has been deployed since you opened the page.{' '}
        {kept}
      </p>
      <button type="button" onClick={() => location.reload()}>
        Load the page again
      </button>
    </div>
  );
}
