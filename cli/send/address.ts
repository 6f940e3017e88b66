/** Whether a text is the address of a deployment. */
export function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** What is said of a `--to` that is none. */
export function notAnAddress(text: string): string {
  return `--to is ${text}; expected an address such as https://rosterline-1234-prod.twil.io or http://127.0.0.1:3000`;
}
