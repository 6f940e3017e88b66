/** A request that Twilio would refuse. Thrown, it becomes the answer; nothing may have been changed before. */
export class TwilioError extends Error {
  constructor(
    readonly status: number,
    /** Twilio's error code, see https://www.twilio.com/docs/api/errors */
    readonly code: number,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

/** 400/20001. The code for a bad value is documented for other Twilio APIs; for Frontline and Sync it is assumed. */
export function badRequest(message: string): TwilioError {
  return new TwilioError(400, 20001, message);
}

/** 404/20404. */
export function notFound(path: string): TwilioError {
  return new TwilioError(404, 20404, `The requested resource ${path} was not found`);
}

/** A route for the methods that a known path does not have. */
export function methodNotAllowed(): never {
  throw new TwilioError(405, 20004, 'Method not allowed');
}

/** Twilio's error body: `{ code, message, more_info, status }`. */
export function errorResponse({ status, code, message, headers }: TwilioError): Response {
  const body = { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
  return Response.json(body, { status, headers });
}

const CODES: Record<number, number> = { 400: 20001, 401: 20003, 405: 20004 };

/** A refusal of which only the status is known, and perhaps the code. Twilio's general codes are 20000 + status, but for a few. */
export function errorForStatus(
  status: number,
  headers: Record<string, string> = {},
  code = CODES[status] ?? 20000 + status,
): TwilioError {
  const message = status === 429 ? 'Too Many Requests' : status >= 500 ? 'Service unavailable' : 'Request refused';
  return new TwilioError(status, code, message, headers);
}
