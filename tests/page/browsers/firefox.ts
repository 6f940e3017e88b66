import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../cloud/served';
import { COMMANDS, eventually, type Look, type Session } from './session';

// Firefox as it is installed, by its own protocol for WebDriver's commands, which geckodriver translates for others:
// https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html

/** Preferences for each look. https://firefox-source-docs.mozilla.org/testing/marionette/Prefs.html sets the rest. */
const LOOKS: Readonly<Record<Look['name'], Readonly<Record<string, number>>>> = {
  light: { 'layout.css.prefers-color-scheme.content-override': 1 },
  dark: { 'layout.css.prefers-color-scheme.content-override': 0 },
  'forced colours': { 'layout.css.prefers-color-scheme.content-override': 1, 'browser.display.document_color_use': 2 },
};

/** Nothing but this machine: everything else would go by a proxy that is not there. */
const OFFLINE = { 'network.proxy.type': 1, 'network.proxy.http': '127.0.0.1', 'network.proxy.http_port': 9 };
const TLS_OFFLINE = { 'network.proxy.ssl': '127.0.0.1', 'network.proxy.ssl_port': 9 };

/** Starts a Firefox of its own, without a window on any screen. */
export async function openFirefox(program: string, { name }: Look): Promise<Session> {
  const profile = await mkdtemp(join(tmpdir(), 'rosterline-firefox-'));
  const port = await freePort();
  const preferences = {
    ...OFFLINE,
    ...TLS_OFFLINE,
    ...LOOKS[name],
    'marionette.port': port,
    'browser.download.folderList': 2, // a folder of one’s own
    'browser.download.dir': profile,
    'ui.prefersReducedMotion': 1,
  };
  const lines = Object.entries(preferences).map(([key, value]) => `user_pref("${key}", ${JSON.stringify(value)});\n`);
  await writeFile(join(profile, 'user.js'), lines.join(''));
  const browser = spawn(
    program,
    ['--headless', '--marionette', '--remote-allow-system-access', '--no-remote', '--profile', profile],
    { stdio: 'ignore', env: { ...process.env, TZ: 'Europe/Madrid' } },
  );
  const close = async () => {
    if (browser.exitCode === null && browser.kill()) await once(browser, 'exit');
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const send = messagesOver(await eventually(program, () => connected(port)));
    const { capabilities } = await send<{ capabilities: { browserVersion: string } }>('WebDriver:NewSession', {
      capabilities: { alwaysMatch: {} },
    });
    return {
      version: capabilities.browserVersion,
      downloads: profile,
      async send<T>(command: keyof typeof COMMANDS, parameters = {}) {
        const answer = await send<T | { value: T }>(COMMANDS[command].marionette, { full: false, ...parameters });
        return isValue(answer) ? answer.value : answer;
      },
      async allowNarrow() {
        // The style of its window says at least 500 px.
        await send('Marionette:SetContext', { value: 'chrome' });
        await send('WebDriver:ExecuteScript', { script: "document.documentElement.style.minWidth = '0'", args: [] });
        await send('Marionette:SetContext', { value: 'content' });
      },
      end: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const isValue = <T>(answer: T | { value: T }): answer is { value: T } =>
  typeof answer === 'object' && answer !== null && !Array.isArray(answer) && 'value' in answer;

/** A connection, as soon as Firefox has greeted on it. */
async function connected(port: number): Promise<Socket | undefined> {
  const socket = connect(port, '127.0.0.1');
  return new Promise((resolve) => {
    socket.once('error', () => resolve(undefined));
    socket.once('data', () => resolve(socket));
  });
}

type Send = <T>(name: string, parameters: object) => Promise<T>;

/** Messages are `<length>:<JSON>`; a request is `[0, id, name, parameters]`, its answer `[1, id, error, result]`. */
function messagesOver(socket: Socket): Send {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let received = Buffer.alloc(0);
  let sent = 0;
  const fail = () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox has ended the connection'));
    waiting.clear();
  };
  socket.on('error', fail).on('close', fail);
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    for (;;) {
      const start = received.indexOf(':') + 1;
      const end = start + Number(received.subarray(0, Math.max(0, start - 1)));
      if (start === 0 || received.length < end) return;
      const [, id, error, result] = JSON.parse(received.subarray(start, end).toString());
      received = received.subarray(end);
      const request = waiting.get(id);
      waiting.delete(id);
      if (error) request?.reject(new Error(`${error.error}: ${error.message}`));
      else request?.resolve(result);
    }
  });
  return <T>(name: string, parameters: object) =>
    new Promise<T>((resolve, reject) => {
      const id = ++sent;
      waiting.set(id, {
        resolve: (value) => resolve(value as T /* what the command is documented to answer */),
        reject,
      });
      const message = JSON.stringify([0, id, name, parameters]);
      socket.write(`${Buffer.byteLength(message)}:${message}`);
    });
}
