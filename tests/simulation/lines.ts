import type { Answer } from '../../assets/api/http/answer';
import type { Said } from './said';

/** What was said, in a line of somebody's history. */
export function describe({ id, type, timestamp, effectiveAt, available, from, to, spelling, reused }: Said): string {
  const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString());
  const more = {
    at: iso(timestamp),
    effectiveAt: iso(effectiveAt),
    available,
    from: iso(from),
    to: iso(to),
    spelling,
    reused,
  };
  return `${type} ${id} ${JSON.stringify(more)}`;
}

interface Line {
  readonly event: string;
  readonly outcome: string;
}

/** The lines of an answer. */
export function outcomesOf(answer: Answer | undefined): readonly Line[] {
  const body: unknown = answer?.body;
  const results = typeof body === 'object' && body !== null && 'results' in body ? body.results : [];
  return Array.isArray(results) ? results : [];
}
