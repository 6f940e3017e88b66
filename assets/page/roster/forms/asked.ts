import { useEffect, useState } from 'preact/hooks';
import { type FormAddress, formOf } from '../../model/form-address';

/** The form that the page's address asks for. */
export function useAskedForm(): FormAddress | undefined {
  const [asked, setAsked] = useState(() => formOf(location.hash));
  useEffect(() => {
    const changed = (): void => setAsked(formOf(location.hash));
    window.addEventListener('hashchange', changed);
    return () => window.removeEventListener('hashchange', changed);
  }, []);
  return asked;
}
