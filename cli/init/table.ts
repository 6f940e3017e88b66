/** Bytes of a CSV file → rows with their lines in the file. */
import { parse } from 'csv-parse/sync';

/** A fault of a list of people. */
export interface ListFault {
  /** Of the file, from 1. */
  readonly line: number;
  /** The found and expected values. */
  readonly message: string;
}

export interface Row {
  /** Where it ends in the file, from 1: a quoted value may hold line breaks. */
  readonly line: number;
  /** Without blanks around them. */
  readonly cells: readonly string[];
}

export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly Row[];
  readonly faults: readonly ListFault[];
}

/** Excel writes semicolons where the comma is the decimal point, and tabs as "Unicode text". */
const DELIMITERS = [',', ';', '\t'];

/**
 * Reads a CSV file: RFC 4180, with whichever delimiter makes most of the first line, or else most columns.
 * @param rate how much a header with these names is worth
 */
export function readTable(bytes: Uint8Array, rate: (header: readonly string[]) => number): Table {
  const text = decode(bytes);
  const [first] = text.split(/\r\n|\n|\r/, 1);
  const rated = DELIMITERS.map((delimiter) => {
    const { header } = parseText(first ?? '', delimiter);
    return { delimiter, worth: rate(header), width: header.length };
  });
  const best = rated.reduce((one, other) =>
    other.worth > one.worth || (other.worth === one.worth && other.width > one.width) ? other : one,
  );
  return parseText(text, best.delimiter);
}

/**
 * UTF-8, UTF-16 with its mark, and else Windows-1252, in which Excel saves "CSV" on Windows of western languages: no byte
 * of it is invalid there, and letters with accents are invalid as UTF-8.
 */
function decode(bytes: Uint8Array): string {
  const [one, two] = bytes;
  if (one === 0xff && two === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function parseText(text: string, delimiter: string): Table {
  const faults: ListFault[] = [];
  const lines: Row[] = [];
  parse(text, {
    delimiter,
    bom: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    skip_records_with_error: true,
    on_record: (cells, { lines: line }) => void lines.push({ line, cells }),
    on_skip: (error) => {
      // The line after it may be skipped with it. The library's message may quote the row, which has personal data of somebody whom it does not name otherwise.
      faults.push({ line: Number(error?.lines ?? 1), message: quoteFault(String(error?.code)) });
      return undefined;
    },
  });
  const [header, ...rows] = lines;
  const width = header?.cells.length ?? 0;
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
  for (const { line, cells } of filled) {
    if (cells.length !== width)
      faults.push({ line, message: `found ${cells.length} values, expected ${width}, as in the first line` });
  }
  return { header: header?.cells ?? [], rows: filled.filter(({ cells }) => cells.length === width), faults };
}

function quoteFault(code: string): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'found a quotation mark that is not closed, expected another one';
  return 'found a quotation mark in the wrong place, expected "" for a quotation mark within a quoted value';
}
