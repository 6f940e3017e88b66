import { render } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { withTexts } from '../i18n/translate';
import { useModule } from '../parts/lazy';
import type { PrintedRoster } from './sheet';

const loadSheet = () => withTexts(import('./sheet'), 'later');

/**
 * Makes the sheet when the browser prints, and takes it away afterwards: on the screen only the rows in sight are there. It has to be made at
 * once, which `render` does, so it is loaded beforehand.
 */
export function Printing(roster: PrintedRoster) {
  const latest = useRef(roster);
  latest.current = roster;
  const loaded = useModule(loadSheet);
  useEffect(() => {
    if (loaded === undefined || loaded === 'failed') return;
    const sheet = document.createElement('div');
    sheet.className = 'print-sheet';
    const begin = (): void => {
      document.body.append(sheet);
      render(<loaded.Sheet {...latest.current} />, sheet);
    };
    const end = (): void => {
      render(null, sheet);
      sheet.remove();
    };
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
      end();
    };
  }, [loaded]);
  return null;
}
