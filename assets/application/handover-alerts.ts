/** The alerts about open conversations that are handed over. */

import type { Alert } from './alert';

/** Nobody can take over somebody's conversations. @param why the end of a sentence. */
export function handoverWaits(person: string, conversations: number, why: string): Alert {
  const many = conversations === 1 ? '1 conversation' : `${conversations} conversations`;
  return {
    cause: 'handover-waits',
    text: `${many} of ${person} wait for somebody to take over: ${why}. Ticks look again, at the latest within an hour. Or hand them over yourself: POST /ops/handover, with "to".`,
    person,
  };
}

/** Conversations were handed over, or given back. @param whither in words. @param untold who has still to be told, keys of the roster. */
export function handoverDone(person: string, whither: string, untold: readonly string[]): Alert {
  const tell =
    untold.length > 0 ? ` Nobody has told ${untold.join(' and ')} yet: Rosterline could not. Tell them.` : '';
  return { cause: 'handover-done', text: `The conversations of ${person}: ${whither}.${tell}`, person };
}

/** Some conversations could not be handed over, or given back, although that was tried again and again. */
export function handoverFailed(person: string, conversations: number, isReturn: boolean): Alert {
  const many = conversations === 1 ? '1 conversation' : `${conversations} conversations`;
  const text = isReturn
    ? `${many} could not be given back to ${person}, and stay with whom they were handed to. POST /ops/handover hands them over by hand.`
    : `${many} of ${person} could not be handed over: they have as many participants as Twilio allows, or Twilio or a webhook of yours refuses it. Nobody reads what customers write there. POST /ops/handover lists them with "dryRun", and tries again without.`;
  return { cause: 'handover-failed', text, person };
}

/** Group conversations were handed over, and whoever took over has not the number that the leaver had in them. */
export function handoverUnnumbered(person: string, conversations: number): Alert {
  const many = conversations === 1 ? '1 group conversation' : `${conversations} group conversations`;
  return {
    cause: 'handover-unnumbered',
    text: `${many} of ${person} were handed over without the number that ${person} had in the group: Twilio or a webhook of yours refuses it. The group has lost that number. POST /ops/handover lists them with "dryRun" (unnumbered); set the projected address of the participant by hand.`,
    person,
  };
}

/** A hand-over does not go on. @param why the end of a sentence. */
export function handoverStalls(person: string, why: string): Alert {
  return {
    cause: 'handover-stalls',
    text: `The conversations of ${person} cannot be handed over or given back just now: ${why}. Each tick tries again.`,
    person,
  };
}
