import * as fc from 'fast-check';
import { stringify } from 'yaml';

// Rosters written in every style that YAML has: in lines or between brackets, on one line or on several, with quotes or without, with comments.

interface RotationModel {
  members: string[];
  every: string;
  start: string;
  changes?: { from: string; members: string[] }[];
}
interface ShiftModel {
  id: string;
  days: string[];
  from: string;
  to: string;
  who?: string[];
  rotate?: RotationModel;
}
export interface RosterModel {
  version: 1;
  zone: string;
  people: Record<string, { identity: string; manager?: string; zone?: string; holidays?: string[] }>;
  shifts: ShiftModel[];
  holidays?: Record<string, string[]> | null;
  leave?: { who: string; from: string; to: string }[] | null;
  overrides?: { who: string; from: string; to: string; available: boolean }[] | null;
  swaps?: { shift: string; date: string; give: string; take: string }[] | null;
  coverage?: { id: string; days: string[]; from: string; to: string; min: number; of?: string[] }[];
  protect?: string[];
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** Some that YAML would take for something else, or that have a meaning in it. */
const KEYS = ['ana', 'ben', 'cy', 'null', 'yes', '7', 'José', 'o’neil', 'a b', 'x#y', 'k: v', '-d', '"q"'];

const hours = { days: DAYS, from: '09:00', to: '17:00' };
const someOf = <T>(from: readonly T[], least = 1) => fc.subarray([...from], { minLength: least });
const date = fc
  .integer({ min: 0, max: 300 })
  .map((day) => new Date(Date.UTC(2026, 0, 5 + day)).toISOString().slice(0, 10));

export const rosterModel: fc.Arbitrary<RosterModel> = someOf(KEYS, 3).chain((keys) => {
  const person = fc.constantFrom(...keys);
  const section = <T>(entry: fc.Arbitrary<T>) => fc.option(fc.array(entry, { maxLength: 3 }), { nil: null });
  return fc
    .record({
      who: someOf(keys),
      members: fc.array(fc.constantFrom(...keys, 'nobody'), { minLength: 1, maxLength: 4 }),
      changed: fc.option(fc.array(fc.constantFrom(...keys, 'nobody'), { minLength: 1, maxLength: 3 }), {
        nil: undefined,
      }),
      managers: fc.array(fc.option(person, { nil: undefined }), { minLength: keys.length, maxLength: keys.length }),
      holidays: fc.option(fc.dictionary(fc.constantFrom('es', 'us'), fc.array(date, { maxLength: 3 })), { nil: null }),
      leave: section(fc.record({ who: person, from: date })),
      overrides: section(fc.record({ who: person, from: date, available: fc.boolean() })),
      of: fc.option(someOf(keys), { nil: undefined }),
      absent: fc.subarray(['holidays', 'leave', 'overrides', 'swaps', 'coverage', 'protect'] as const),
    })
    .map(({ who, members, changed, managers, holidays, leave, overrides, of, absent }): RosterModel => {
      const turns = (list: readonly string[]) =>
        list.every((one) => one === 'nobody') ? [...list, keys[0] ?? ''] : [...list];
      const model: RosterModel = {
        version: 1,
        zone: 'UTC',
        people: Object.fromEntries(
          keys.map((key, index) => {
            const manager = managers[index];
            return [
              key,
              { identity: `p${index}@example.com`, ...(manager !== undefined && manager !== key && { manager }) },
            ];
          }),
        ),
        shifts: [
          { id: 'daily', ...hours, who },
          {
            id: 'turns',
            ...hours,
            rotate: {
              members: turns(members),
              every: '1 week',
              start: '2026-01-05',
              ...(changed && { changes: [{ from: '2026-06-01', members: turns(changed) }] }),
            },
          },
        ],
        holidays,
        leave: leave?.map(({ who, from }) => ({ who, from, to: from })) ?? null,
        overrides: overrides?.map(({ who, from, available }) => ({ who, from, to: from, available })) ?? null,
        swaps: null,
        coverage: [{ id: 'always', ...hours, min: 1, ...(of && { of }) }],
        protect: ['root@example.com'],
      };
      for (const section of absent) delete model[section];
      return model;
    });
});

/** Writes a model; `choices` decide about the style, and are used in turn. */
export function written(model: RosterModel, choices: readonly number[]): string {
  const writer = new Writer(choices);
  return writer.root(model);
}

class Writer {
  private used = 0;
  private comments = 0;

  constructor(private readonly choices: readonly number[]) {}

  root(model: RosterModel): string {
    if (this.pick(6) === 0) return `${this.flow(model, '', true)}\n`;
    const text = this.blockMap(model, '', true).trimStart();
    return this.pick(4) === 0 ? text.trimEnd() : text;
  }

  private pick(of: number): number {
    return (this.choices[this.used++ % this.choices.length] ?? 0) % of;
  }

  private comment(): string {
    return this.pick(4) === 0 ? ` # c${++this.comments}` : '';
  }

  private ownLine(indent: string, mark = 'c'): string {
    return this.pick(6) === 0 ? `${indent}# ${mark}${++this.comments}\n` : '';
  }

  /** A value after `key:` or a dash, with what ends its line. */
  private value(value: unknown, indent: string): string {
    if (value === null) return `${['', ' ~', ' null'][this.pick(3)]}${this.comment()}\n`;
    const isFlow = Array.isArray(value) ? value.length === 0 || this.pick(2) === 0 : this.pick(2) === 0;
    if (typeof value !== 'object') return ` ${this.scalar(value)}${this.comment()}\n`;
    if (isFlow || Object.keys(value).length === 0) return ` ${this.flow(value, indent, false)}${this.comment()}\n`;
    if (!Array.isArray(value)) return `${this.comment()}\n${this.blockMap(value, `${indent}  `, false)}`;
    const dash = this.pick(2) === 0 ? indent : `${indent}  `;
    return `${this.comment()}\n${value.map((item) => this.item(item, dash)).join('')}`;
  }

  private item(item: unknown, indent: string): string {
    // Above the entries of sections: those are about the section.
    const isEntry = typeof item === 'object' && indent.length <= 2;
    const before = this.ownLine(indent, isEntry ? 'e' : 'c');
    if (typeof item !== 'object' || item === null || Array.isArray(item) || this.pick(2) === 0) {
      return `${before}${indent}-${typeof item === 'object' ? ` ${this.flow(item, indent, false)}${this.comment()}\n` : this.value(item, indent)}`;
    }
    return `${before}${indent}- ${this.blockMap(item, `${indent}  `, false).trimStart()}`;
  }

  private blockMap(map: object, indent: string, isRoot: boolean): string {
    const pairs = Object.entries(map).map(([key, value], index) => {
      const gap = isRoot && index > 0 && this.pick(3) === 0 ? '\n' : '';
      const before = index > 0 ? this.ownLine(indent) : '';
      return `${gap}${before}${indent}${this.scalar(key)}:${this.value(value, indent)}`;
    });
    return pairs.join('');
  }

  private flow(value: unknown, indent: string, lines: boolean): string {
    if (value === null) return 'null';
    if (typeof value !== 'object') return this.scalar(value);
    const inner = `${indent}  `;
    const inLines = lines || this.pick(3) === 0;
    const items = Array.isArray(value)
      ? value.map((item) => this.flow(item, inner, false))
      : Object.entries(value).map(([key, item]) => `${this.scalar(key)}: ${this.flow(item, inner, false)}`);
    const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
    if (items.length === 0) return `${open}${close}`;
    const trailing = this.pick(4) === 0 ? ',' : '';
    if (!inLines) return `${open} ${items.join(', ')}${trailing} ${close}`;
    const last = items.length - 1;
    const rows = items.map((item, index) => `${inner}${item}${index < last ? ',' : trailing}${this.comment()}\n`);
    return `${open}\n${rows.join('')}${inner}${close}`;
  }

  private scalar(value: unknown): string {
    if (typeof value !== 'string') return String(value);
    if (this.pick(3) === 0 || !/^[\w.@-]+$/.test(value) || /^(null|[-])/.test(value)) return JSON.stringify(value);
    return stringify(value, { lineWidth: 0 }).trim();
  }
}
