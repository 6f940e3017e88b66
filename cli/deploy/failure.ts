import type { ToolResult } from './tool';

/** What was to be deployed, as far as a failure may be due to it. */
export interface BuildParts {
  /** `dependencies` of package.json. */
  readonly dependencies: Readonly<Record<string, string>>;
  readonly runtime: string;
}

/** Where and with which code Twilio's tool failed. */
interface ToolError {
  /** Twilio's error code, or the HTTP status where there was none. */
  readonly code?: number;
  readonly message: string;
}

const TRY_AGAIN = 'Try again in a few minutes; https://status.twilio.com shows known outages';
const HANDLERS = 'https://www.twilio.com/docs/serverless/functions-assets/handler';

/** Reads the frame in which the tool shows an error; undefined if there is none, as when it crashed. */
function readToolError(output: string): ToolError | undefined {
  const framed = /│ ERROR *(?:Failed API Request (\d+))?[^\n]*\n((?:│[^\n]*\n?)*)/.exec(output);
  if (!framed) return undefined;
  const [, code, frame = ''] = framed;
  const lines = frame.split('\n').map((line) => line.replace(/^│\s*/, '').trim());
  const message = lines.filter((line) => line !== '' && !line.startsWith('More info')).join(' ');
  return { message, ...(code !== undefined && { code: Number(code) }) };
}

/**
 * Why Twilio's tool failed and what to do, in sentences. The tool itself says "undefined" where a build ends `failed`
 * (twilio-labs/serverless-toolkit issue 390) and crashes where a build's status cannot be read.
 */
export function explainFailure({ code, output }: ToolResult, parts: BuildParts): string {
  const error = readToolError(output);
  if (!error) {
    const last = output.split('\n').find((line) => /^\w*Error\b/.test(line.trim()));
    const said = last === undefined ? `it ended with ${code}` : last.trim();
    return `Twilio's deploy tool broke off (${said}), most often because Twilio did not answer for a moment. ${TRY_AGAIN}.`;
  }
  if (error.message === 'undefined' || error.message === '') return explainFailedBuild(parts);
  if (error.code !== undefined) return explainRefusal(error.code, error.message, parts);
  if (error.message === 'Timeout') return `Twilio did not finish the build within five minutes. ${TRY_AGAIN}.`;
  return `Twilio's deploy tool failed: ${error.message}. If that is a fault of the connection, try again.`;
}

/** Causes: https://www.twilio.com/docs/api/errors/82003 and issue 390, where the handler was missing. */
function explainFailedBuild(parts: BuildParts): string {
  return (
    'Twilio took the files, but its build of them failed, and it does not say why. Most often its package registry is ' +
    'slow or down: try again in ten minutes. If it fails again, what is installed is the likely reason: ' +
    `${describeParts(parts)}. Compare them with those of the repository. The Twilio console says more under Monitor, Logs, Errors.`
  );
}

function explainRefusal(code: number, message: string, parts: BuildParts): string {
  const said = `(code ${code}: ${message.replace(/\.$/, '')})`;
  if (code === 82007) return `Twilio no longer takes the runtime ${parts.runtime} ${said}. ${UPDATE}`;
  if (code === 20003 || code === 401)
    return `Twilio stopped accepting ACCOUNT_SID and AUTH_TOKEN while deploying ${said}. Check both in the Twilio console.`;
  if (code === 20429 || code === 429) return `Twilio is busy ${said}. Try again in a few minutes.`;
  if (code >= 20500 && code < 20600) return `Twilio itself has a fault just now ${said}. ${TRY_AGAIN}.`;
  if (code === 20001 && /dependenc|version|runtime-handler/i.test(message)) return explainDependencies(said, parts);
  if (code === 20001) {
    return `Twilio refused the build ${said}. The likely reasons are what is installed (${describeParts(parts)}) or a value in .env. ${UPDATE}`;
  }
  return `Twilio refused the deployment ${said}: https://www.twilio.com/docs/api/errors/${code}`;
}

function explainDependencies(said: string, parts: BuildParts): string {
  return (
    `Twilio refused to install what package.json asks for ${said}: ${describeParts(parts)}. ` +
    `The handler must be one of the versions at ${HANDLERS}. ${UPDATE}`
  );
}

const UPDATE = 'Update Rosterline if there is a newer version; otherwise restore package.json as it came, and npm ci.';

function describeParts({ dependencies, runtime }: BuildParts): string {
  const packages = Object.entries(dependencies).map(([name, version]) => `${name} ${version}`);
  return [...packages, `runtime ${runtime}`].join(', ');
}
