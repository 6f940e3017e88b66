import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../cloud/served';
import { COMMANDS, eventually, type Look, type Session } from './session';

// WebKit for GTK as it is installed, by its driver, on a screen that exists in memory only.
// https://webkitgtk.org/reference/webkit2gtk/stable/ · https://www.w3.org/TR/webdriver2/

/** The bars of its small browser would not let the window be as narrow as a phone. */
const SLIM_BARS = '* { padding: 0; margin: 0; min-width: 0; border-width: 0; font-size: 6px; }\n';

/** The display is that of an X server of its own; programs are found in the PATH. */
export async function openWebkit(driver: string, { name }: Look): Promise<Session> {
  const home = await mkdtemp(join(tmpdir(), 'rosterline-webkit-'));
  await mkdir(join(home, 'gtk-3.0'));
  await writeFile(join(home, 'gtk-3.0/gtk.css'), SLIM_BARS);
  const started: ChildProcess[] = [];
  const close = async () => {
    for (const process of started.reverse()) {
      if (process.exitCode === null && process.kill()) await once(process, 'exit');
    }
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const screen = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1600x1400x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    started.push(screen);
    const [display] = await once(screen.stdout, 'data');
    const port = await freePort();
    const theme = name === 'dark' ? 'Adwaita:dark' : 'Adwaita';
    const surroundings = { HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home, XDG_DATA_HOME: home };
    started.push(
      spawn(driver, [`--port=${port}`, '--host=127.0.0.1'], {
        stdio: 'ignore',
        env: {
          PATH: process.env.PATH,
          ...surroundings,
          DISPLAY: `:${String(display).trim()}`,
          GDK_BACKEND: 'x11',
          GTK_THEME: theme,
          TZ: 'Europe/Madrid',
        },
      }),
    );
    const ask = requestsTo(`http://127.0.0.1:${port}`);
    await eventually(driver, () => ask<object>('GET', '/status').catch(() => undefined));
    // Nothing but this machine: everything else would go by a proxy that is not there.
    const proxy = { proxyType: 'manual', httpProxy: '127.0.0.1:9', sslProxy: '127.0.0.1:9', noProxy: ['127.0.0.1'] };
    const { sessionId, capabilities } = await ask<{ sessionId: string; capabilities: { browserVersion: string } }>(
      'POST',
      '/session',
      { capabilities: { alwaysMatch: { proxy } } },
    );
    return {
      version: capabilities.browserVersion,
      downloads: home,
      send: (command, { id, ...parameters } = {}) => {
        const { method, path } = COMMANDS[command];
        const address = `/session/${sessionId}${path.replace('{id}', String(id))}`;
        return ask(method, address, method === 'POST' ? parameters : undefined);
      },
      allowNarrow: async () => {},
      async end() {
        await ask('DELETE', `/session/${sessionId}`).catch(() => undefined); // it ends with its driver anyway
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

type Ask = <T>(method: string, path: string, body?: object) => Promise<T>;

function requestsTo(url: string): Ask {
  return async <T>(method: string, path: string, body?: object) => {
    const answer = await fetch(url + path, { method, ...(body && { body: JSON.stringify(body) }) });
    const value: unknown = JSON.parse(await answer.text()).value;
    if (!answer.ok) throw new Error(JSON.stringify(value));
    return value as T; // what the command is documented to answer
  };
}
