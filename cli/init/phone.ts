/**
 * "+34 600 00-00.00" and "0034600000000" → "+34600000000", as the roster has numbers; undefined where the country is not said.
 */
export function phoneNumber(text: string | undefined): string | undefined {
  const digits = text
    ?.replace(/\(0\)/g, '')
    .replace(/[\s()./-]/g, '')
    .replace(/^00/, '+');
  return digits !== undefined && /^\+[1-9]\d{6,14}$/.test(digits) ? digits : undefined;
}
