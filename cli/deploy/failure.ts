import type { ToolResult } from './tool';

/** The parts of a deployment that can cause a failure. */
export interface BuildParts {
  /** `dependencies` of package.json. */
  readonly dependencies: Readonly<Record<string, string>>;
  readonly runtime: string;
}

/** The error that Twilio's tool reported. */
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
    const detail = last === undefined ? `exit code ${code}` : last.trim();
    return `Twilio's deploy tool crashed (${detail}), usually because Twilio did not respond for a moment. ${TRY_AGAIN}.`;
  }
  if (error.message === 'undefined' || error.message === '') return explainFailedBuild(parts);
  if (error.code !== undefined) return explainRefusal(error.code, error.message, parts);
  if (error.message === 'Timeout') return `Twilio did not finish the build within five minutes. ${TRY_AGAIN}.`;
  return `Twilio's deploy tool failed: ${error.message}. If the connection failed, try again.`;
}

/** Causes: https://www.twilio.com/docs/api/errors/82003 and issue 390, where the handler was missing. */
function explainFailedBuild(parts: BuildParts): string {
  return (
    'Twilio accepted the files, but its build failed without giving a reason. Usually its package registry is ' +
    'slow or down: try again in ten minutes. If it fails again, the likely cause is a dependency: ' +
    `${describeParts(parts)}. Compare them with the repository's. The Twilio console has details under Monitor, Logs, Errors.`
  );
}

function explainRefusal(code: number, message: string, parts: BuildParts): string {
  const detail = `(code ${code}: ${message.replace(/\.$/, '')})`;
  if (code === 82007) return `Twilio no longer supports the runtime ${parts.runtime} ${detail}. ${UPDATE}`;
  if (code === 20003 || code === 401)
    return `Twilio rejected ACCOUNT_SID and AUTH_TOKEN during the deployment ${detail}. Check both in the Twilio console.`;
  if (code === 20429 || code === 429) return `Twilio is busy ${detail}. Try again in a few minutes.`;
  if (code >= 20500 && code < 20600) return `Twilio has an outage ${detail}. ${TRY_AGAIN}.`;
  if (code === 20001 && /dependenc|version|runtime-handler/i.test(message)) return explainDependencies(detail, parts);
  if (code === 20001) {
    return `Twilio rejected the build ${detail}. Likely causes: a dependency (${describeParts(parts)}) or a value in .env. ${UPDATE}`;
  }
  return `Twilio rejected the deployment ${detail}: https://www.twilio.com/docs/api/errors/${code}`;
}

function explainDependencies(detail: string, parts: BuildParts): string {
  return (
    `Twilio rejected the dependencies in package.json ${detail}: ${describeParts(parts)}. ` +
    `The handler must be a version listed at ${HANDLERS}. ${UPDATE}`
  );
}

const UPDATE =
  'Update Rosterline if a newer version exists; otherwise restore the original package.json and run npm ci.';

function describeParts({ dependencies, runtime }: BuildParts): string {
  const packages = Object.entries(dependencies).map(([name, version]) => `${name} ${version}`);
  return [...packages, `runtime ${runtime}`].join(', ');
}
