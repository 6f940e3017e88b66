import { MAX_CONTEXT_BYTES } from '../../assets/lib/variable';
import { readConfiguration } from '../../assets/main/configuration';
import { type ConfigurationProblem, environment } from '../../assets/main/configuration/environment';
import { suggest } from '../../assets/roster-file/suggest';

// What may be deployed: all that the run time asks of an environment that the internet reaches, and what only a file can
// get wrong: names that nobody reads, and credentials that are missing.

/** The account to deploy to. The platform adds its own to the context, so they are not uploaded. */
const CREDENTIAL_NAMES = ['ACCOUNT_SID', 'AUTH_TOKEN'];

const KNOWN_NAMES: readonly string[] = Object.keys(environment);

/** Names reserved for later versions. Setting one expects something that this version does not do. */
const RESERVED_NAMES = ['FLEX_INSTANCE'];

/**
 * Left free for what the platform adds to the context, bytes of JSON: ACCOUNT_SID, AUTH_TOKEN, DOMAIN_NAME, PATH,
 * SERVICE_SID and ENVIRONMENT_SID make 300 to 350.
 * https://www.twilio.com/docs/serverless/functions-assets/functions/variables
 */
const PLATFORM_BYTES = 400;
const OUR_BYTES = MAX_CONTEXT_BYTES - PLATFORM_BYTES;

/** The result of checking an environment file. */
export interface CheckedEnvironment {
  /** Everything that prevents a deployment. No message contains a value. */
  readonly problems: readonly ConfigurationProblem[];
  /** The variables to upload: ours, if set. */
  readonly ours: Readonly<Record<string, string>>;
}

/**
 * Checks an environment before it is deployed.
 * @param values all variables of the file; an empty value counts as not set.
 */
export function checkEnvironment(values: Readonly<Record<string, string | undefined>>): CheckedEnvironment {
  const set: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) if (value !== undefined && value !== '') set[name] = value;
  const only = (names: readonly string[]) =>
    Object.fromEntries(Object.entries(set).filter(([name]) => names.includes(name)));
  const ours = only(KNOWN_NAMES);
  const read = readConfiguration({ ...only(CREDENTIAL_NAMES), ...ours }, { local: false });
  const weak = 'problems' in read ? read.problems.filter(({ name }) => name !== 'environment') : [];
  return {
    problems: [...weak, ...credentialProblems(set), ...unknownNames(Object.keys(set)), ...sizeProblems(ours)],
    ours,
  };
}

function credentialProblems({
  ACCOUNT_SID,
  AUTH_TOKEN,
}: Readonly<Record<string, string>>): readonly ConfigurationProblem[] {
  const problems: ConfigurationProblem[] = [];
  if (ACCOUNT_SID === undefined) {
    problems.push({ name: 'ACCOUNT_SID', message: 'must be set; it is on the front page of the Twilio console' });
  } else if (!/^AC[0-9a-f]{32}$/.test(ACCOUNT_SID)) {
    problems.push({ name: 'ACCOUNT_SID', message: 'must be AC followed by 32 hexadecimal digits' });
  }
  if (AUTH_TOKEN === undefined) {
    problems.push({ name: 'AUTH_TOKEN', message: 'must be set; it is on the front page of the Twilio console' });
  }
  return problems;
}

/** An unknown name is a setting without effect, or a foreign secret about to be uploaded. */
function unknownNames(names: readonly string[]): readonly ConfigurationProblem[] {
  const known = [...KNOWN_NAMES, ...CREDENTIAL_NAMES];
  return names
    .filter((name) => !known.includes(name))
    .map((name) => {
      if (RESERVED_NAMES.includes(name))
        return { name, message: 'is not supported by this version; remove it from the file' };
      const meant = nearestName(name, known);
      const message =
        meant === undefined
          ? 'does not belong to Rosterline and would be uploaded; remove it from the file'
          : `is unknown; did you mean ${meant}?`;
      return { name, message };
    });
}

/** Most secrets share these endings, so they are ignored: GITHUB_TOKEN is not a typo for AUTH_TOKEN. */
const ENDING = /_(SECRET|TOKEN|KEY|SID)$/i;

function nearestName(name: string, known: readonly string[]): string | undefined {
  if (!ENDING.test(name)) return suggest(name, known);
  const byStem = new Map(known.filter((each) => ENDING.test(each)).map((each) => [each.replace(ENDING, ''), each]));
  const stem = suggest(name.replace(ENDING, ''), byStem.keys());
  return stem === undefined ? undefined : byStem.get(stem);
}

function sizeProblems(ours: Readonly<Record<string, string>>): readonly ConfigurationProblem[] {
  if (Buffer.byteLength(JSON.stringify(ours)) <= OUR_BYTES) return [];
  const message = `all values together must be at most ${OUR_BYTES} bytes as JSON: Twilio allows ${MAX_CONTEXT_BYTES}, of which its own variables take up to ${PLATFORM_BYTES}`;
  return [{ name: 'environment', message }];
}
