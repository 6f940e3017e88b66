/** An env file that dotenv reads back as these values: it has no escape for the quote that a value is in. */
export function envFile(environment: Readonly<Record<string, string>>): string {
  return Object.entries(environment)
    .map(([name, value]) => `${name}=${quoted(value)}\n`)
    .join('');
}

function quoted(value: string): string {
  const quote = ["'", '"', '`'].find((candidate) => !value.includes(candidate));
  if (quote === undefined) throw new Error('A value with all of \' " ` in it cannot stand in an env file');
  return `${quote}${value}${quote}`;
}
