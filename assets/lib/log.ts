/** Writes one line for the operator. Fields never hold identities, secrets, names or phone numbers. */
export type Log = (
  level: 'info' | 'warn' | 'error',
  message: string,
  fields?: Readonly<Record<string, unknown>>,
) => void;
