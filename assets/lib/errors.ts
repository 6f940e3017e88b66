/** The HTTP status of an error of the SDK; undefined when no answer came at all. */
export function statusOf(error: unknown): number | undefined {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  return typeof status === 'number' ? status : undefined;
}

/** Twilio's error code, such as 20404; undefined where there is none. */
export function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

/** What kept a connection from coming about, such as ENOTFOUND or CERT_HAS_EXPIRED; never a message, which may name the host. */
export function connectionFault(error: unknown): string {
  const code = codeOf(error);
  return typeof code === 'string' ? code : 'no answer';
}

/** What may be logged of an error: its kind, status and Twilio code. Messages and addresses can hold personal data. */
export function describeError(error: unknown): { error: string; status?: number; code?: unknown } {
  const status = statusOf(error);
  const code = codeOf(error);
  return {
    error: error instanceof Error ? error.name : typeof error,
    ...(status !== undefined && { status }),
    ...(code !== undefined && { code }),
  };
}
