import { readFileSync } from 'node:fs';
import { format } from 'node:util';
import type { LogLine, Manifest } from '../messages';
import type { IsTwiml } from './reply';
import { TwilioResponse } from './response';

type Credentials = Readonly<Record<string, string>>;
/** The SDK, typed as far as we call it. */
interface Sdk {
  (accountSid: string | undefined, authToken: string | undefined, options: object): Client;
  readonly twiml: Readonly<Record<string, new () => object>>;
}
interface Client {
  readonly sync: { readonly v1: { services(name: string): Record<string, unknown> } };
}

/** The globals that a Function finds besides its arguments. */
export interface FunctionGlobals {
  /** For `context.getTwilioClient`. */
  clientOf(context: Credentials, options?: object): Client;
  readonly isTwiml: IsTwiml;
}

/**
 * Sets the globals `Twilio` and `Runtime`: https://www.twilio.com/docs/serverless/functions-assets/client
 * @param current the context of the execution that is going on.
 */
export function setGlobals(manifest: Manifest, sdk: Sdk | undefined, current: () => Credentials): FunctionGlobals {
  const clientOf = ({ ACCOUNT_SID, AUTH_TOKEN }: Credentials, options: object = {}) => {
    if (!sdk) throw new Error("Cannot find module 'twilio'");
    return sdk(ACCOUNT_SID, AUTH_TOKEN, { lazyLoading: true, ...options });
  };
  const getAssets = () =>
    Object.fromEntries(
      Object.entries(manifest.assets).map(([name, { path }]) => [
        name,
        { path, open: () => readFileSync(path, 'utf8') },
      ]),
    );
  const getSync = ({ serviceName = 'default', ...options }: { serviceName?: string } = {}) => {
    const service = clientOf(current(), options).sync.v1.services(serviceName);
    // The two old names that the documentation still uses.
    return Object.assign(service, { maps: service.syncMaps, lists: service.syncLists });
  };
  const getFunctions = () => structuredClone(manifest.functions);
  Object.assign(globalThis, {
    Twilio: { ...sdk, Response: TwilioResponse },
    Runtime: { getAssets, getFunctions, getSync },
  });
  const twiml = Object.values(sdk?.twiml ?? {});
  return { clientOf, isTwiml: (payload) => twiml.some((kind) => payload instanceof kind) };
}

/** Redirects `console` to the log, in the order of the answers. */
export function setConsole(print: (printed: LogLine) => void): void {
  const at =
    (level: LogLine['level']) =>
    (...args: unknown[]) =>
      print({ kind: 'printed', level, message: format(...args) });
  Object.assign(console, {
    log: at('info'),
    info: at('info'),
    debug: at('info'),
    warn: at('warn'),
    error: at('error'),
  });
}
