/**
 * How programs write JSON, each written here by its own rules, independently of the serialisations that are tried. The rules are
 * those of the libraries' sources and documentation.
 */

interface Rules {
  /** One character of a string as it is written; undefined: as JavaScript writes it. */
  readonly char?: (char: string, before: string) => string | undefined;
  readonly item?: string;
  readonly colon?: string;
  readonly indent?: string;
  readonly end?: string;
}

const lower = (char: string) => [...Array(char.length).keys()].map((at) => `\\u${hex(char, at)}`).join('');
const upper = (char: string) =>
  [...Array(char.length).keys()].map((at) => `\\u${hex(char, at).toUpperCase()}`).join('');
const hex = (char: string, at: number) => char.charCodeAt(at).toString(16).padStart(4, '0');
const isAscii = (char: string) => char <= '\x7f';
const isLine = (char: string) => char === '\u2028' || char === '\u2029';
const isControl = (char: string) => char < ' ' && !'\b\f\n\r\t'.includes(char);

const asciiLower = (char: string) => (isAscii(char) ? undefined : lower(char));
const asciiUpper = (char: string) => (isControl(char) || !isAscii(char) ? upper(char) : undefined);
const html = (chars: string) => (char: string) => (chars.includes(char) || isLine(char) ? lower(char) : undefined);
const slashed = (rule?: Rules['char']) => (char: string, before: string) =>
  char === '/' ? '\\/' : rule?.(char, before);

/** Every writer by name; a payload is written by `write`. */
export const WRITERS: Readonly<Record<string, Rules>> = {
  'JavaScript JSON.stringify': {},
  'JavaScript with an indent of 2': { indent: '  ' },
  'JavaScript with an indent of 4': { indent: '    ' },
  'JavaScript with tabs': { indent: '\t' },
  'Ruby JSON.generate': {},
  'Ruby JSON.pretty_generate': { indent: '  ' },
  'Ruby JSON.generate, script_safe': { char: slashed((char) => (isLine(char) ? lower(char) : undefined)) },
  'Rails to_json': { char: html('<>&') },
  'Rust serde_json': {},
  'Rust serde_json, pretty': { indent: '  ' },
  'Go json.Marshal': { char: html('<>&') },
  'Go json.Encoder': { char: html('<>&'), end: '\n' },
  'Go json.Encoder, no HTML escapes': { char: (char) => (isLine(char) ? lower(char) : undefined), end: '\n' },
  'Go json.MarshalIndent': { char: html('<>&'), indent: '  ' },
  'Go json.MarshalIndent, tabs': { char: html('<>&'), indent: '\t' },
  'Go 1.20 json.Marshal': {
    char: (char) => (char === '\b' || char === '\f' ? lower(char) : html('<>&')(char)),
  },
  'Python json.dumps': { item: ', ', colon: ': ', char: (char) => (char >= '\x7f' ? lower(char) : undefined) },
  'Python json.dumps, ensure_ascii=False': { item: ', ', colon: ': ' },
  'Python json.dumps, compact': { char: (char) => (char >= '\x7f' ? lower(char) : undefined) },
  'Python json.dumps, compact, ensure_ascii=False': {},
  'Python json.dumps, indent=2': { indent: '  ', char: (char) => (char >= '\x7f' ? lower(char) : undefined) },
  'Python json.dumps, indent=4': { indent: '    ', char: (char) => (char >= '\x7f' ? lower(char) : undefined) },
  'Python requests, json=': { item: ', ', colon: ': ', char: (char) => (char >= '\x7f' ? lower(char) : undefined) },
  'Flask jsonify': { char: (char) => (char >= '\x7f' ? lower(char) : undefined), end: '\n' },
  'PHP json_encode': { char: slashed(asciiLower) },
  'PHP JSON_UNESCAPED_UNICODE': { char: slashed((char) => (isLine(char) ? lower(char) : undefined)) },
  'PHP JSON_UNESCAPED_SLASHES': { char: asciiLower },
  'PHP both': { char: (char) => (isLine(char) ? lower(char) : undefined) },
  'PHP JSON_PRETTY_PRINT': { char: slashed(asciiLower), indent: '    ' },
  'Symfony JsonResponse': {
    char: slashed((char) => (`'"&<>`.includes(char) ? upper(char) : asciiLower(char))),
  },
  Jackson: { char: (char) => (isControl(char) ? upper(char) : undefined) },
  'Jackson ESCAPE_NON_ASCII': { char: asciiUpper },
  'Jackson ESCAPE_NON_ASCII and ESCAPE_FORWARD_SLASHES': { char: slashed(asciiUpper) },
  Gson: { char: html("<>&='") },
  'Gson, pretty': { char: html("<>&='"), indent: '  ' },
  'Gson disableHtmlEscaping': { char: html('') },
  'json-smart': {
    char: slashed((char) =>
      isControl(char) || (char >= '\x7f' && char <= '\x9f') || (char >= '\u2000' && char <= '\u20ff')
        ? upper(char)
        : undefined,
    ),
  },
  'org.json': {
    char: (char, before) => {
      if (char === '/') return before === '<' ? '\\/' : '/';
      return (char >= '\x80' && char < '\xa0') || (char >= '\u2000' && char < '\u2100') ? lower(char) : undefined;
    },
  },
  '.NET System.Text.Json': {
    char: (char) => (`"+'&<>\``.includes(char) || char >= '\x7f' || isControl(char) ? upper(char) : undefined),
  },
  '.NET System.Text.Json, WriteIndented': {
    indent: '  ',
    char: (char) => (`"+'&<>\``.includes(char) || char >= '\x7f' || isControl(char) ? upper(char) : undefined),
  },
  '.NET UnsafeRelaxedJsonEscaping': {
    char: (char) =>
      isControl(char) || (char >= '\x7f' && char <= '\x9f') || isLine(char) || char.length === 2
        ? upper(char)
        : undefined,
  },
  Newtonsoft: { char: (char) => (char === '\x85' || isLine(char) ? lower(char) : undefined) },
  'Newtonsoft, indented': { indent: '  ', char: (char) => (char === '\x85' || isLine(char) ? lower(char) : undefined) },
  'Newtonsoft EscapeHtml': {
    char: (char) => (`"'&<>\x85`.includes(char) || isLine(char) ? lower(char) : undefined),
  },
  'Newtonsoft EscapeNonAscii': { char: asciiLower },
  '.NET JavaScriptSerializer': {
    char: (char) => (`'&<>\x85`.includes(char) || isLine(char) ? lower(char) : undefined),
  },
  'Swift JSONEncoder': { char: slashed() },
  'Dart jsonEncode': {},
  'Elixir Jason': {},
  'PostgreSQL jsonb': { item: ', ', colon: ': ' },
  'Perl JSON::XS, ascii': { char: asciiLower },
  'Lua cjson': { char: slashed((char) => (char === '\x7f' ? lower(char) : undefined)) },
  'C++ nlohmann': {},
  'jq -c': { end: '\n' },
  jq: { indent: '  ', end: '\n' },
  'echo | openssl': { end: '\n' },
  'Logic Apps as typed': { indent: '    ' },
};

/** @param payload JSON without integer-like keys. */
export function write(payload: unknown, rules: Rules): string {
  return value(payload, rules, '') + (rules.end ?? '');
}

function value(of: unknown, rules: Rules, outer: string): string {
  if (typeof of === 'string') return text(of, rules);
  if (typeof of !== 'object' || of === null) return JSON.stringify(of);
  const { item = ',', colon = rules.indent === undefined ? ':' : ': ', indent } = rules;
  const inner = outer + (indent ?? '');
  const parts = Array.isArray(of)
    ? of.map((one) => value(one, rules, inner))
    : Object.entries(of).map(([key, one]) => `${text(key, rules)}${colon}${value(one, rules, inner)}`);
  const [open, close] = Array.isArray(of) ? '[]' : '{}';
  if (indent === undefined || parts.length === 0) return `${open}${parts.join(item)}${close}`;
  return `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${outer}${close}`;
}

function text(of: string, { char }: Rules): string {
  let before = '';
  const written = [...of].map((one) => {
    const own = char?.(one, before);
    before = one;
    return own ?? JSON.stringify(one).slice(1, -1);
  });
  return `"${written.join('')}"`;
}
