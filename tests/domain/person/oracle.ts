/** What HR and the identity provider can say of employment; minutes are distinct, so that there is an order. */
export interface Word {
  readonly type: 'offboarded' | 'reinstated' | 'offboarding_cancelled';
  readonly said: number;
  readonly due?: number | undefined;
  /** The source; words of before sources were kept have none. */
  readonly from?: string | undefined;
}

/** The sources whose returns and cancellations count for all, and words without a source. */
export const AUTHORITY: readonly (string | undefined)[] = ['standard', 'operator', undefined];

interface Standing {
  left: boolean;
  leaving?: Word | undefined;
  returning?: Word | undefined;
}

/**
 * Whether someone has left at the end, told minute by minute: every word arrives when it is said, every plan is carried out
 * when it is due. Each source has locked the person out or not; what it takes back is its own, unless it is of the authority.
 * The person is in when no source has them locked out. Written from the rules, not from the code.
 */
export function oracle(all: readonly Word[], end = 2100): boolean {
  const standings = new Map<string | undefined, Standing>(all.map(({ from }) => [from, { left: false }]));
  const own = (word: Word) => standings.get(word.from) ?? { left: false };
  const reached = (word: Word) => (AUTHORITY.includes(word.from) ? [...standings.values()] : [own(word)]);
  const hear = (word: Word) => {
    const planned = word.due !== undefined && word.due > word.said;
    if (word.type === 'offboarding_cancelled') for (const one of reached(word)) one.leaving = undefined;
    else if (word.type === 'reinstated') {
      for (const one of reached(word)) {
        if (planned) one.returning = word;
        else one.left = false;
      }
    } else if (planned) own(word).leaving = word;
    else Object.assign(own(word), { left: true, returning: undefined });
  };
  const carryOut = (minute: number) => {
    for (const one of standings.values()) {
      if (one.leaving?.due === minute) {
        one.left = true;
        if (one.returning && one.returning.said < one.leaving.said) one.returning = undefined;
        one.leaving = undefined;
      }
      if (one.returning?.due === minute) {
        one.left = false;
        one.returning = undefined;
      }
    }
  };
  for (let minute = 0; minute <= end; minute++) {
    for (const word of all) if (word.said === minute) hear(word);
    carryOut(minute);
  }
  return [...standings.values()].some(({ left }) => left);
}
