import { Component, type ComponentChildren } from 'preact';
import { t } from '../i18n/translate';

interface Props {
  readonly children: ComponentChildren;
}

/** Error boundary: replaces a half-rendered page, which could be mistaken for data, with a message. */
export class Boundary extends Component<Props, { readonly failure?: string }> {
  override componentDidCatch(error: unknown): void {
    console.error(error);
    this.setState({ failure: error instanceof Error ? error.message : String(error) });
  }

  override render({ children }: Props) {
    const { failure } = this.state;
    if (failure === undefined) return children;
    return <Failure text={t('page.failed', { failure })} remedy={t('page.load-again')} />;
  }
}

interface FailureProps {
  readonly text: string;
  /** What the button that loads the page again says. */
  readonly remedy: string;
}

/** In place of the whole page. */
export function Failure({ text, remedy }: FailureProps) {
  return (
    <main class="sign-in">
      <div role="alert">
        <p class="notice">{text}</p>
      </div>
      <button type="button" onClick={() => location.reload()}>
        {remedy}
      </button>
    </main>
  );
}
