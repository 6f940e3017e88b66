/**
 * The serialisations of a payload that senders are known to produce. A Function receives the parsed body, never the bytes
 * that were signed, so a signature is checked against each of these. A match proves that the holder of the key signed this
 * same object; a text that none of them reproduces (`10.00`, integers past 2^53, integer-like keys out of order) is rejected.
 *
 * Distinct, the most frequent first, and each made only when it is asked for. A plain ASCII body comes to a few texts.
 */
export function* serialisations(payload: unknown): Generator<string, undefined> {
  const compact = stringify(payload);
  if (compact === undefined) return;
  // What the dialects may write differently. Two of them that write it the same write the whole text the same.
  const differing = `"${[...new Set(compact.match(DIFFERING))].join(' ')}"`;
  const texts = new Set<string>();
  for (const { write, dialects } of compact.length > LONGEST_INDENTED ? LAYOUTS.slice(0, 2) : LAYOUTS) {
    const text = write(payload) ?? compact;
    const seen = new Set<string>();
    for (const dialect of dialects) {
      const sample = dialect(differing);
      if (seen.has(sample)) continue;
      seen.add(sample);
      const written = dialect(text);
      if (texts.has(written)) continue;
      texts.add(written);
      yield written;
      // Encoders that write to a stream, and `echo`, end with a newline.
      yield `${written}\n`;
    }
  }
}

/** JavaScript's escapes, and the characters that some writer escapes. */
const DIFFERING = /\\u[0-9a-f]{4}|\\.|<\/|[&'+<=>`/\x7f-\uffff]/g;

/** Of bodies that are longer than this as compact JSON, in characters, no indented writings are tried: they would take too long. */
const LONGEST_INDENTED = 64 * 1024;

/** How a writer escapes, applied to JSON as JavaScript writes it. */
type Dialect = (json: string) => string;

interface Escapes {
  /** Characters that are written as `\uXXXX`: the inside of a character class. */
  readonly chars?: string;
  /** `É` as `\u00C9`, not `\u00c9`; control characters likewise. */
  readonly capitals?: boolean;
  /** The characters of HTML among them in capitals, whatever the others are. */
  readonly htmlCapitals?: boolean;
  /** `"` as `\u0022`. */
  readonly quote?: boolean;
  /** `/` as `\/`; or only where it follows `<`. */
  readonly slash?: 'all' | 'after <';
  /** `\b` and `\f` as `\u0008` and `\u000c`. */
  readonly longControls?: boolean;
}

/** Matches the escapes of JavaScript whole, so that the second half of `\\\\` is not taken for the start of another. */
function dialect({ chars = '', capitals, htmlCapitals, quote, slash, longControls }: Escapes): Dialect {
  const single = `${chars}${slash === 'all' ? '/' : ''}`;
  const pattern = new RegExp(
    String.raw`\\u[0-9a-f]{4}|\\.${slash === 'after <' ? '|</' : ''}${single && `|[${single}]`}`,
    'g',
  );
  const own: Readonly<Record<string, string>> = {
    '/': '\\/',
    '</': '<\\/',
    ...(quote && { '\\"': '\\u0022' }),
    ...(longControls && { '\\b': '\\u0008', '\\f': '\\u000c' }),
  };
  const escapeToken = (token: string) => {
    const known = own[token];
    if (known !== undefined || token.length === 2) return known ?? token;
    const hex = token.length === 6 ? token.slice(2) : token.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${capitals || (htmlCapitals && token < '\x7f' && token.length === 1) ? hex.toUpperCase() : hex}`;
  };
  const escapeAll = (json: string) => json.replace(pattern, escapeToken);
  if (!chars.includes('+')) return escapeAll;
  // Outside strings there is a plus only in an exponent, and that stays.
  return (json) => {
    if (!EXPONENT.test(json)) return escapeAll(json);
    // Matching the strings of a long text takes more stack than there may be.
    return json.length > LONGEST_INDENTED ? json : json.replace(STRING, escapeAll);
  };
}

const EXPONENT = /\de\+\d/;
const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/g;
const LINES = '\\u2028\\u2029';
const NON_ASCII = '\\u0080-\\uffff';

const javascript: Dialect = (json) => json; // and Ruby, Rust, Dart, PostgreSQL
const ascii = dialect({ chars: NON_ASCII }); // Java and .NET libraries in their ASCII modes
const python = dialect({ chars: `\\x7f${NON_ASCII}` }); // json.dumps
const php = dialect({ chars: NON_ASCII, slash: 'all' }); // json_encode
const go = dialect({ chars: `<>&${LINES}` }); // json.Marshal; ActiveSupport writes the same
const slashes = dialect({ slash: 'all' }); // Swift
const lua = dialect({ chars: '\\x7f', slash: 'all' }); // cjson
const phpUnicode = dialect({ chars: LINES, slash: 'all' }); // JSON_UNESCAPED_UNICODE; Ruby's script_safe
const dotNet = dialect({ chars: `+'&<>\`\\x7f${NON_ASCII}`, capitals: true, quote: true }); // System.Text.Json
const dotNetRelaxed = dialect({ chars: `\\x7f-\\x9f${LINES}\\ud800-\\udfff`, capitals: true }); // UnsafeRelaxedJsonEscaping
const newtonsoft = dialect({ chars: `\\x85${LINES}` });
const newtonsoftHtml = dialect({ chars: `'&<>\\x85${LINES}`, quote: true }); // StringEscapeHandling.EscapeHtml
const javaScriptSerializer = dialect({ chars: `'&<>\\x85${LINES}` }); // System.Web; PowerShell 5
const gson = dialect({ chars: `<>&='${LINES}` });
const gsonPlain = dialect({ chars: LINES }); // disableHtmlEscaping
const jackson = dialect({ chars: NON_ASCII, capitals: true }); // ESCAPE_NON_ASCII
const jacksonSlashes = dialect({ chars: NON_ASCII, capitals: true, slash: 'all' }); // ESCAPE_FORWARD_SLASHES
const capitals = dialect({ capitals: true }); // Jackson: control characters alone
const symfony = dialect({ chars: `'&<>${NON_ASCII}`, htmlCapitals: true, quote: true, slash: 'all' }); // JsonResponse
const goBefore122 = dialect({ chars: `<>&${LINES}`, longControls: true });
const orgJson = dialect({ chars: '\\x80-\\x9f\\u2000-\\u20ff', slash: 'after <' });
const jsonSmart = dialect({ chars: '\\x7f-\\x9f\\u2000-\\u20ff', capitals: true, slash: 'all' });

/** A writer's white space, and the dialects of those who write it. */
interface Layout {
  /** Undefined where the payload is nested too deeply to be written: parsing it took no stack. */
  readonly write: (payload: unknown) => string | undefined;
  readonly dialects: readonly Dialect[];
}

const LAYOUTS: readonly Layout[] = [
  {
    write: (payload) => stringify(payload),
    dialects: [
      javascript,
      ascii,
      php,
      go,
      dotNet,
      phpUnicode,
      slashes,
      gson,
      jackson,
      python,
      symfony,
      javaScriptSerializer,
      newtonsoftHtml,
      newtonsoft,
      dotNetRelaxed,
      gsonPlain,
      jacksonSlashes,
      jsonSmart,
      orgJson,
      lua,
      capitals,
      goBefore122,
    ],
  },
  { write: spaced, dialects: [javascript, python] },
  { write: (payload) => stringify(payload, 2), dialects: [javascript, python, go, dotNet, newtonsoft, gson] },
  { write: (payload) => stringify(payload, 4), dialects: [javascript, python, php, phpUnicode] },
  { write: (payload) => stringify(payload, '\t'), dialects: [javascript, go] },
];

function stringify(payload: unknown, indent?: number | string): string | undefined {
  try {
    return JSON.stringify(payload, undefined, indent);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** As Python's json.dumps puts spaces: `", "` and `": "`. Strings hold no line breaks, so those are all of the layout. */
function spaced(payload: unknown): string | undefined {
  return stringify(payload, 1)?.replace(/,\n */g, ', ').replace(/\n */g, '');
}
