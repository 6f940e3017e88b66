/** The lines that Functions print: buffered until they are shown. */
export interface Output {
  /** Adds a line, or text that ends with one. */
  write(text: string): void;
  /** The buffered text. */
  buffered(): string;
  /** Sends the buffered text, and everything from now on, to the terminal. */
  show(): void;
}

export function createOutput(): Output {
  const lines: string[] = [];
  let isShown = false;
  return {
    write(text) {
      const line = text.endsWith('\n') ? text : `${text}\n`;
      if (isShown) process.stdout.write(line);
      else lines.push(line);
    },
    buffered: () => lines.join(''),
    show() {
      isShown = true;
      process.stdout.write(lines.splice(0).join(''));
    },
  };
}
