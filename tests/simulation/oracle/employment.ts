// Written from the contract alone: nothing of the product is used here.

/** What was said of somebody's employment, with its own timestamp; instants are ms since the epoch. */
export interface Word {
  readonly type: 'offboarded' | 'reinstated' | 'offboarding_cancelled';
  readonly at: number;
  /** Who said it. */
  readonly source: string;
  /** It ends what any source said; otherwise only what its own source said. */
  readonly liftsAll: boolean;
  /** From when on it holds, if that is later. */
  readonly due?: number | undefined;
}

/** `left` and `in` because somebody said so; `unsaid` where nothing that was said has taken effect. */
export type Employment = 'left' | 'in' | 'unsaid';

/** Out as long as any source has them out, each going by its own words and by those that end what any source said. */
export function employmentAt(words: readonly Word[], instant: number): Employment {
  const sources = [...new Set(words.map(({ source }) => source))];
  const isOf = (source: string) => (word: Word) =>
    word.source === source || (word.liftsAll && word.type !== 'offboarded');
  const states = sources.map((source) => employmentBy(words.filter(isOf(source)), instant));
  return (['left', 'in'] as const).find((state) => states.includes(state)) ?? 'unsaid';
}

/**
 * Somebody's employment at an instant, as everything that was said has it, each word heard at its own timestamp and each plan
 * carried out when it is due: the order of arrival does not matter.
 */
function employmentBy(words: readonly Word[], instant: number): Employment {
  let state: Employment = 'unsaid';
  let leaving: Word | undefined;
  let returning: Word | undefined;
  const pass = (until: number) => {
    for (;;) {
      const [l, r] = [dueBy(leaving, until), dueBy(returning, until)];
      if (l === Infinity && r === Infinity) return;
      if (r <= l) {
        state = 'in';
        returning = undefined;
        continue;
      }
      state = 'left';
      if (returning && leaving && returning.at < leaving.at) returning = undefined;
      leaving = undefined;
    }
  };
  const said = words.filter(({ at }) => at <= instant).sort((a, b) => countsAt(a) - countsAt(b) || rank(a) - rank(b));
  for (const word of said) {
    pass(countsAt(word));
    if (word.type === 'offboarding_cancelled') leaving = undefined;
    else if (isPlan(word) && word.type === 'offboarded') leaving = word;
    else if (isPlan(word)) returning = word;
    else if (word.type === 'reinstated') state = 'in';
    else {
      state = 'left';
      returning = undefined;
    }
  }
  pass(instant);
  return state;
}

/** A timestamp in whole seconds means its whole second: a leaving or cancellation counts at its end, a return at its start. */
function countsAt({ type, at }: Word): number {
  return type !== 'reinstated' && at % 1000 === 0 ? at + 999 : at;
}

function isPlan({ due, at }: Word): boolean {
  return due !== undefined && due > at;
}

/** At one instant the leaving wins over the return, whichever arrived first; a cancellation comes too late. */
function rank(word: Word): number {
  return isPlan(word) ? 0 : { reinstated: 1, offboarded: 2, offboarding_cancelled: 3 }[word.type];
}

function dueBy(plan: Word | undefined, until: number): number {
  return plan?.due !== undefined && plan.due <= until ? plan.due : Infinity;
}
