import { writeFile } from 'node:fs/promises';
import { eventually, type Session } from './session';

/** A window of a browser, used as its viewer would: by mouse, by keyboard, by what things are called. */
export interface Window {
  open(url: string): Promise<void>;
  /** px; the width is that of the page, the height includes the browser's bars. */
  resize(width: number, height: number): Promise<void>;
  /** The value of an expression in the page. */
  see<T>(expression: string): Promise<T>;
  /** Waits until an expression is true. */
  until(expression: string): Promise<void>;
  /** Waits until the page, or a part of it, has this text. */
  text(text: string, selector?: string): Promise<void>;
  /** Clicks in the middle of what has this role and name; nothing may lie over it. */
  click(role: Role, name: string): Promise<void>;
  /** Clicks in the middle of the first thing that a selector finds, whatever is drawn there. */
  clickOn(selector: string): Promise<void>;
  clickAt(x: number, y: number): Promise<void>;
  /** Drags with the mouse. @param meanwhile what is done before the button is let go */
  drag(from: Point, to: Point, meanwhile: () => Promise<void>): Promise<void>;
  /** Chooses an option of a list by its value. */
  choose(selector: string, value: string): Promise<void>;
  /** Waits until something of that role and name is in sight. */
  appears(role: Role, name: string): Promise<void>;
  disappears(role: Role, name: string): Promise<void>;
  /** Presses keys one after the other; those of `held` are down meanwhile. */
  press(keys: readonly string[], held?: readonly string[]): Promise<void>;
  /** The folder into which it saves files. */
  readonly downloads: string;
  /** Writes a picture of what is in sight, as PNG. */
  picture(path: string): Promise<void>;
}

/** px from the upper left corner of the page that is in sight. */
export type Point = readonly [x: number, y: number];

/** WebDriver has no way to find by role: these are the elements that have it on this page. */
const SELECTORS = {
  button: 'button, a.button',
  link: 'a[href]',
  radio: 'input[type=radio]',
  searchbox: 'input[type=search]',
  textbox: 'input[type=password], input[type=text], [role=textbox]',
  dialog: 'dialog[open]',
};
export type Role = keyof typeof SELECTORS;

/** All elements that a selector finds, those in shadow trees included: the editor of the roster is in one. */
const DEEPLY = `function deeply(root, selector) {
  const inside = [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? deeply(shadowRoot, selector) : []));
  return [...root.querySelectorAll(selector), ...inside];
}`;

/** https://www.w3.org/TR/webdriver2/#keyboard-actions */
export const KEY = {
  enter: '\uE007',
  escape: '\uE00C',
  control: '\uE009',
  home: '\uE011',
  left: '\uE012',
  backspace: '\uE003',
};

/** The key of a reference to an element. https://www.w3.org/TR/webdriver2/#elements */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
type Reference = Readonly<Record<typeof ELEMENT, string>>;

/** https://www.w3.org/TR/webdriver2/#pointer-actions */
const DOWN = { type: 'pointerDown', button: 0 };
const UP = { type: 'pointerUp', button: 0 };
const moveTo = ([x, y]: Point) => ({ type: 'pointerMove', x, y, duration: 0, origin: 'viewport' });

export function windowOf(session: Session): Window {
  const execute = <T>(script: string) => session.send<T>('execute', { script, args: [] });
  const see = <T>(expression: string) => execute<T>(`return ${expression}`);
  /** Compared are the names that the browser itself has worked out for those who cannot see. */
  const find = async (role: Role, name: string): Promise<string | undefined> => {
    const candidates = await execute<Reference[]>(`${DEEPLY}
      const dialog = [...document.querySelectorAll('dialog:modal')].at(-1); // what lies behind it is out of reach
      const isInReach = (each) => each.checkVisibility() && (!dialog || each.closest('dialog') === dialog);
      return deeply(document, ${JSON.stringify(SELECTORS[role])}).filter(isInReach);`);
    for (const { [ELEMENT]: id } of candidates) {
      const label = await session.send<string>('label', { id }).catch(() => ''); // gone meanwhile
      if (label === name) return id;
    }
    return undefined;
  };
  const until = async (expression: string): Promise<void> => {
    await eventually(expression, async () => ((await see<boolean>(`Boolean(${expression})`)) ? true : undefined));
  };
  const keys = (typed: readonly string[], held: readonly string[]) => {
    const [down, up] = ['keyDown', 'keyUp'].map((type) => (value: string) => ({ type, value }));
    if (!down || !up) throw new Error('a key goes down and up');
    const strokes = typed.flatMap((key) => [down(key), up(key)]);
    return { type: 'key', id: 'keyboard', actions: [...held.map(down), ...strokes, ...held.map(up)] };
  };
  const mouse = async (...actions: readonly object[]): Promise<void> => {
    await session.send('actions', {
      actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }],
    });
  };
  return {
    open: (url) => session.send('navigate', { url }),
    async resize(width, height) {
      await session.allowNarrow();
      await session.send('rect', { x: 0, y: 0, width, height });
      await until(`innerWidth === ${width}`);
    },
    see,
    until,
    text: (text, selector = 'body') =>
      until(
        `[...document.querySelectorAll(${JSON.stringify(selector)})].some((each) => each.textContent.includes(${JSON.stringify(text)}))`,
      ),
    async click(role, name) {
      const id = await eventually(`${role} ${name}`, () => find(role, name));
      // WebKit's driver refuses what is out of sight instead of scrolling to it.
      const script = "arguments[0].scrollIntoView({ block: 'nearest' })";
      await session.send('execute', { script, args: [{ [ELEMENT]: id }] });
      await session.send('click', { id });
    },
    async clickOn(selector) {
      const place = `(({ left, top, width, height }) => [left + width / 2, top + height / 2].map(Math.round))(found.getBoundingClientRect())`;
      await until(`document.querySelector(${JSON.stringify(selector)})`);
      const placed = () =>
        execute<Point>(
          `const found = document.querySelector(${JSON.stringify(selector)});
          found.scrollIntoView({ block: 'center' });
          return ${place};`,
        );
      // Something above it may be still on its way.
      const point = await eventually(`${selector} to stand still`, async () => {
        const [before, after] = [await placed(), await placed()];
        return String(before) === String(after) ? after : undefined;
      });
      await mouse(moveTo(point), DOWN, UP);
    },
    clickAt: (x, y) => mouse(moveTo([x, y]), DOWN, UP),
    async drag(from, to, meanwhile) {
      const half: Point = [Math.round((from[0] + to[0]) / 2), to[1]];
      await mouse(moveTo(from), DOWN, moveTo(half), moveTo(to));
      await meanwhile();
      await mouse(UP);
    },
    async choose(selector, value) {
      const option = `${selector} option[value=${JSON.stringify(value)}]`;
      const [found] = await execute<Reference[]>(`return [document.querySelector(${JSON.stringify(option)})]`);
      await session.send('click', { id: found?.[ELEMENT] });
    },
    appears: async (role, name) => void (await eventually(`${role} ${name}`, () => find(role, name))),
    disappears: async (role, name) =>
      void (await eventually(`the end of ${role} ${name}`, async () => ((await find(role, name)) ? undefined : true))),
    press: (typed, held = []) => session.send('actions', { actions: [keys(typed, held)] }),
    downloads: session.downloads,
    async picture(path) {
      await writeFile(path, await session.send<string>('screenshot'), 'base64');
    },
  };
}
