/** How those who report something are called in answers, where they are no sender with a title of its own. The page knows them by these. */

/** As part of a sentence. */
export const AN_OPERATOR = 'an operator';
export const UNKNOWN_SENDER = 'a sender whose name was not kept';

/** In a line of the audit. */
export const OPERATORS_ACT = 'Operator';
export const TEXT_MESSAGE = 'Text message';

/** Before the schedule's reason. */
export const BY_SCHEDULE = 'Schedule: ';
