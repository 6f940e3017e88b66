import type { Deployment } from '../deployment';
import type { Window } from './window';

/** Where a flow happens. */
export interface Scene {
  readonly window: Window;
  /** The address that the page has in this browser. */
  readonly url: string;
  readonly deployment: Deployment;
  /** Takes a picture, and checks that everything fits. */
  picture(name: string): Promise<void>;
}

/** What somebody does with the page, one thing after the other, and what they should see. */
export interface Flow {
  readonly name: string;
  run(scene: Scene): Promise<void>;
}

/** An expression: whether the focus is on what a selector finds. */
export const focusOn = (selector: string): string => `document.activeElement?.matches(${JSON.stringify(selector)})`;
