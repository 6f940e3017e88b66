/** What HR and the identity provider can say of employment; minutes are distinct, so that there is an order. */
export interface Word {
  readonly type: 'offboarded' | 'reinstated' | 'offboarding_cancelled';
  readonly said: number;
  readonly due?: number | undefined;
}

/**
 * Whether someone has left at the end, told minute by minute: every word arrives when it is said, every plan is carried out
 * when it is due. Written from the rules, not from the code.
 */
export function oracle(all: readonly Word[], end = 2100): boolean {
  let left = false;
  let leaving: Word | undefined;
  let returning: Word | undefined;
  const hear = (word: Word) => {
    const planned = word.due !== undefined && word.due > word.said;
    if (word.type === 'offboarding_cancelled') leaving = undefined;
    else if (planned && word.type === 'offboarded') leaving = word;
    else if (planned) returning = word;
    else left = word.type === 'offboarded';
    if (word.type === 'offboarded' && !planned) returning = undefined;
  };
  const carryOut = (minute: number) => {
    if (leaving?.due === minute) {
      left = true;
      if (returning && returning.said < leaving.said) returning = undefined;
      leaving = undefined;
    }
    if (returning?.due === minute) {
      left = false;
      returning = undefined;
    }
  };
  for (let minute = 0; minute <= end; minute++) {
    for (const word of all) if (word.said === minute) hear(word);
    carryOut(minute);
  }
  return left;
}
