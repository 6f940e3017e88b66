import { UsageError } from '../../assets/providers/sample';
import { type Published, publishAnswer } from './answers';
import type { LiveRoster } from './deployment';
import { type CommandResult, type LiveRosterWorld, refusal } from './outcome';
import { describeChanges, describeVersion } from './report';

/** The options of whatever makes a version. */
export interface PublishingOptions {
  readonly note?: string;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly json?: true;
}

/** A request that makes a version, and the file that its text is in. */
export interface PublishingRequest {
  readonly address: 'publish' | 'rollback';
  readonly payload: { readonly basedOn?: number; readonly yaml?: string; readonly version?: number };
  readonly file: string;
  /** Lines of the file before the text. */
  readonly lines: number;
}

/**
 * Shows what a version would change, asks whether to publish it, and does.
 * @param published is told of the version. @throws UsageError where nobody can be asked.
 */
export async function previewAndPublish(
  { address, payload, file, lines }: PublishingRequest,
  { note, dryRun, yes, json }: PublishingOptions,
  live: LiveRoster,
  { terminal }: LiveRosterWorld,
  published: (version: number) => void = () => undefined,
): Promise<CommandResult> {
  if (!dryRun && !yes && !(terminal.interactive && !json)) {
    throw new UsageError('nobody can confirm here: use --dry-run to see what would change, or --yes to publish');
  }
  const own = { ...payload, ...(note !== undefined && { note }) };
  const preview = await live.ask(address, publishAnswer, { ...own, dryRun: true });
  if (!('answer' in preview)) return refusal(preview, { json: json ?? false, file, lines });
  const { answer } = preview;
  const shown = describeChanges(answer, file, lines);
  if (dryRun) {
    const text = json
      ? printed(preview.json)
      : `${shown}\nNothing was published: it would be version ${answer.version}.`;
    return { code: 0, text };
  }
  if (!json) terminal.print(shown);
  if (!yes && !(await terminal.confirm(`Publish this as version ${answer.version} at ${live.url}?`))) {
    return { code: 1, text: 'Nothing was published.' };
  }
  // Whatever was shown is what is published: nobody else has published since.
  const basedOn = payload.basedOn ?? baseOf(answer);
  const reply = await live.ask(address, publishAnswer, { ...own, basedOn });
  if (!('answer' in reply)) return refusal(reply, { json: json ?? false, file, lines });
  published(reply.answer.version);
  const text = `Published ${describeVersion(reply.answer)}. The next tick follows it.`;
  return { code: 0, text: json ? printed(reply.json) : text };
}

/** The version that a previewed one comes after. */
function baseOf({ version }: Published): number {
  return version - 1;
}

function printed(json: unknown): string {
  return JSON.stringify(json, null, 2);
}
