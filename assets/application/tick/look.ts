import { resolverInDoubt } from '../live-roster/roster-in-doubt';
import type { AppliedTable, DutyTableNote, Heartbeat, Target } from '../ports';
import type { Made, MakeChangesPorts } from './changes';
import { type Answers, countAnswers } from './count-answers';
import { findsRepairs } from './drift';
import { confirmNote, isBelieved, noteOf } from './duty-table-note';
import { changedShards, type DutyState } from './load-state';
import type { PassOptions } from './pass-result';
import { type Decided, decide, type Loaded, load, type PlanPorts } from './plan';
import { recordApplied } from './record-applied';
import { keepRosterPeople } from './removed-people';
import { type EvidencePlan, hasEvidence, planEvidence, type TendEvidencePorts } from './tend-evidence';
import type { TendStatePorts } from './tend-state';

/** The ports that a pass takes. */
export type PassPorts = PlanPorts &
  MakeChangesPorts &
  TendStatePorts &
  TendEvidencePorts & { readonly target: Target; readonly applied: AppliedTable };

/** A note of the duty table, and whether that has still to be written once more before it can be believed. */
interface TableNote {
  readonly note: DutyTableNote;
  readonly isToConfirm: boolean;
}

/** What a pass has read and is to do; nothing is changed yet. */
export interface Looked {
  readonly options: PassOptions;
  readonly loaded: Loaded;
  readonly decided: Decided;
  readonly evidence: EvidencePlan | undefined;
  /** What was last applied to the people of this execution, as the duty table is to say it. */
  readonly known: readonly DutyState[];
  /** The duty table says that already. */
  readonly isTableRight: boolean;
  readonly tableNote: TableNote | undefined;
  /** How the target has answered so far. */
  readonly frontline: () => Answers;
  /** The ports with the resolver that counts, and records that are refiled before they are read. */
  readonly ports: PassPorts;
}

/** Reads and decides. */
export async function look(given: PassPorts, options: PassOptions): Promise<Looked> {
  const { hold } = options;
  const ports = hold === undefined ? given : { ...given, resolver: resolverInDoubt(given.roster, hold) };
  const frontline = countAnswers(ports.target);
  const loaded = await load(options, ports);
  const refiling = options.dryRun ? ports : { ...ports, records: loaded.refiling };
  const decided = decide(loaded, options, refiling);
  const { inProgress } = decided;
  // What a due change made stands in the record that it was confirmed in, which may be newer than the one that was read.
  const known = loaded.states.map((one) => (inProgress.has(one.identity) ? { ...one, lastApplied: undefined } : one));
  const isTableRight = changedShards(known, loaded.shards, loaded.now).length === 0;
  const evidence = isWhole(options) ? planEvidence(loaded, inProgress, options.evidence, ports) : undefined;
  const tableNote = noteOfTable(loaded, decided, options, isTableRight);
  return { options, loaded, decided, evidence, known, isTableRight, tableNote, frontline, ports: refiling };
}

/** Whether a pass is that of a whole tick: not of a shard, and no dry run. */
export function isWhole({ shard, dryRun }: PassOptions): boolean {
  return shard === undefined && !dryRun;
}

/** Whether a pass will write nothing but the heartbeat, neither to the store nor to the target. */
export function isQuiet(looked: Looked): boolean {
  const { options, loaded, decided, evidence, isTableRight, tableNote, ports } = looked;
  const { state, spread, check, fetched, records, removed } = loaded;
  const { changesDue, shiftChanges, removals, inProgress } = decided;
  return (
    changesDue.length + shiftChanges.length + removals.length === 0 &&
    !spread &&
    (isTableRight || options.hold !== undefined) &&
    !tableNote?.isToConfirm &&
    removed.toWrite === undefined &&
    state.misfiled.length + state.wrongExpiry.length === 0 &&
    !hasEvidence(evidence, ports) &&
    !findsRepairs(check, inProgress, fetched, records, ports)
  );
}

/** What is to be noted of the duty table, if it stays as it was read: neither this execution nor one of a shard writes it. */
function noteOfTable(
  { states, shards, spread, state, now }: Loaded,
  { shiftChanges }: Decided,
  options: PassOptions,
  isTableRight: boolean,
): TableNote | undefined {
  const before = options.dutyTable;
  if (!isWhole(options) || !isTableRight || spread || shiftChanges.length > 0) return undefined;
  if (state.isTableNoted) return before && { note: before, isToConfirm: false };
  const note = noteOf(states, shards, before, now);
  return note && { note, isToConfirm: isBelieved(note, now) };
}

/** What the next tick is to know of the duty table. */
export async function noteAfter({ tableNote, loaded, ports }: Looked): Promise<Heartbeat['dutyTable']> {
  if (!tableNote?.isToConfirm) return tableNote?.note;
  return confirmNote(tableNote.note, loaded.shards, ports.applied);
}

/** Records what was applied; the people of the roster first, because the table forgets whoever was taken off it. */
export async function recordPass(
  { options, loaded, known, isTableRight, ports }: Looked,
  { made, removed: removals }: Made,
): Promise<Heartbeat['rosterPeople']> {
  const { now, shards, spread, removed } = loaded;
  if (options.dryRun) return undefined;
  const isKept = options.shard === undefined && !ports.target.dryRun;
  const note = isKept ? await keepRosterPeople(removed, removals, options.rosterPeople, ports) : options.rosterPeople;
  if (options.hold !== undefined) return note;
  const isRight = isTableRight && made.length === 0;
  if (!spread && !isRight) await recordApplied(known, made, shards, options.shard, now, ports);
  return note;
}
