/** Sends a text message to somebody. @param to E.164. @throws if it was not accepted, or that is not known. */
export type SendText = (to: string, body: string) => Promise<void>;
