/**
 * The text format of Prometheus, version 0.0.4: https://prometheus.io/docs/instrumenting/exposition_formats/. A line ends with LF,
 * the last one too; the lines of one metric stand together; `HELP` and `TYPE` come before the samples, once each.
 */

/** What a server sends it as. */
export const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** One value of a metric, told from its others by its labels. */
export interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A number that may go up and down. Without samples nothing of it is written: it has no value now. */
export interface Gauge {
  /** `[a-zA-Z_:][a-zA-Z0-9_:]*` */
  readonly name: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

export function exposition(gauges: readonly Gauge[]): string {
  return gauges
    .filter(({ samples }) => samples.length > 0)
    .map(written)
    .join('');
}

function written({ name, help, samples }: Gauge): string {
  const lines = samples.map(({ labels = {}, value }) => `${name}${labelled(labels)} ${value}`);
  return [`# HELP ${name} ${escaped(help)}`, `# TYPE ${name} gauge`, ...lines, ''].join('\n');
}

function labelled(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value).replaceAll('"', '\\"')}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

/** A backslash and a line's end, in either text; a quotation mark only in labels. */
function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
