/** Entry point of the roster page. */
import { render } from 'preact';
import { followAddress } from './address';
import { App } from './app';
import { keepFocus } from './focus';
import { formats } from './i18n/formats';
import { localeOf } from './i18n/language';
import NO_TEXTS from './i18n/no-texts.json';
import { currentLocale, speak, t } from './i18n/translate';
import { finishSignIn, takeIssuerAnswer } from './open-id/answer';
import { Boundary, Failure } from './parts/boundary';
import { poll, pollWhileVisible } from './polling';
import { resume } from './session';

/** Shows the page in the language of its reader. */
async function start(root: HTMLElement): Promise<void> {
  const answer = takeIssuerAnswer();
  const locale = localeOf(navigator.languages);
  document.documentElement.lang = locale.language;
  try {
    await speak(locale);
  } catch {
    render(<Failure {...NO_TEXTS[locale.language]} />, root);
    return;
  }
  document.documentElement.lang = currentLocale().language;
  document.documentElement.classList.toggle('twelve-hours', formats().isTwelveHours);
  // A policy in a <meta> cannot forbid framing, so the page refuses by itself: a click must be the operator's own.
  if (window.top !== window.self) {
    render(
      <main class="sign-in">
        <p>{t('page.framed')}</p>
      </main>,
      root,
    );
  } else {
    followAddress();
    keepFocus();
    render(
      <Boundary>
        <App />
      </Boundary>,
      root,
    );
    pollWhileVisible();
    if (answer) void finishSignIn(answer);
    else if (resume()) void poll();
  }
}

const root = document.getElementById('app');
if (root) void start(root);
