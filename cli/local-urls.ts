/** Where `npm start` has its two servers: the same variables move them and the commands. */

export const LOCAL_FUNCTIONS_URL = localUrl('PORT', '3000');
export const LOCAL_TWILIO_URL = localUrl('TWILIO_LOCAL_PORT', '4010');

function localUrl(variable: string, otherwise: string): string {
  return `http://127.0.0.1:${process.env[variable] || otherwise}`;
}
