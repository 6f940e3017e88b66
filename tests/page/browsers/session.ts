/** A WebDriver session with a browser, whatever way leads to it. */
export interface Session {
  /** `153.7.0` */
  readonly version: string;
  /** The folder into which it saves files without asking; it goes with the session. */
  readonly downloads: string;
  /**
   * Runs a command of W3C WebDriver.
   * @returns its value
   * @throws {Error} what the browser objects to
   */
  send<T>(command: Command, parameters?: Readonly<Record<string, unknown>>): Promise<T>;
  /** Takes the limit off that a browser's own bars set to the width of its window. */
  allowNarrow(): Promise<void>;
  end(): Promise<void>;
}

/**
 * The commands in use: method and path of the HTTP interface, and Firefox's name.
 * https://www.w3.org/TR/webdriver2/#endpoints
 */
export const COMMANDS = {
  navigate: { method: 'POST', path: '/url', marionette: 'WebDriver:Navigate' },
  execute: { method: 'POST', path: '/execute/sync', marionette: 'WebDriver:ExecuteScript' },
  label: { method: 'GET', path: '/element/{id}/computedlabel', marionette: 'WebDriver:GetComputedLabel' },
  click: { method: 'POST', path: '/element/{id}/click', marionette: 'WebDriver:ElementClick' },
  actions: { method: 'POST', path: '/actions', marionette: 'WebDriver:PerformActions' },
  rect: { method: 'POST', path: '/window/rect', marionette: 'WebDriver:SetWindowRect' },
  screenshot: { method: 'GET', path: '/screenshot', marionette: 'WebDriver:TakeScreenshot' },
} as const;

export type Command = keyof typeof COMMANDS;

/** What a session is opened with. */
export interface Look {
  readonly name: 'light' | 'dark' | 'forced colours';
}

/** Looks again until `find` has found something; a browser takes its time to start. @throws {Error} after two minutes */
export async function eventually<T>(what: string, find: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + 120_000; Date.now() < end; ) {
    const found = await find();
    if (found !== undefined) return found;
    await new Promise((resume) => setTimeout(resume, 50));
  }
  throw new Error(`waited in vain for ${what}`);
}
