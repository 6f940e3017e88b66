/** Reads who may use the operators' addresses. */
import { isStandIn, type Operator, RESERVED_NAMES } from '../domain/roster/operators';
import type { Diagnostics } from './diagnostics';
import { describeValue, readEntry, readList } from './entry';
import { operatorFormat } from './format-policies';
import { checkUnique } from './names';

/** `operators: [{ name, role, key, subject }]` */
export function readOperators(diagnostics: Diagnostics, value: unknown): { readonly operators?: readonly Operator[] } {
  const seen = { name: new Set<string>(), key: new Set<string>(), subject: new Set<string>() };
  const operators = readList(diagnostics, value, ['operators'], 'a list of operators').map(
    ({ value: item, path }): Operator => {
      const entry = readEntry(diagnostics, operatorFormat, item, path);
      const { name = '', role = 'viewer', key, subject } = entry;
      checkUnique(diagnostics, seen.name, fold(entry.name), [...path, 'name'], 'one entry for each operator');
      checkUnique(diagnostics, seen.key, key, [...path, 'key'], 'a key of their own for each operator');
      checkUnique(diagnostics, seen.subject, fold(subject), [...path, 'subject'], 'one entry for each operator');
      if (RESERVED_NAMES.some((reserved) => fold(reserved) === fold(name))) {
        const expected = 'another name: this one stands for somebody who is no operator of the roster';
        diagnostics.error([...path, 'name'], `found ${describeValue(name)}, expected ${expected}`);
      }
      if (isWithoutCredentials(item))
        diagnostics.error(path, 'found neither key nor subject, expected one of them or both');
      if (key !== undefined && isStandIn({ key })) {
        const why = 'it stands for a digest that only admins are shown, and their key would not be accepted';
        diagnostics.warn([...path, 'key'], `${describeValue(name)} has no digest of a key here: ${why}`);
      }
      return {
        name,
        role,
        ...(key !== undefined && { key: key.slice('sha256:'.length) }),
        ...(subject !== undefined && { subject }),
      };
    },
  );
  return operators.length > 0 ? { operators } : {};
}

/** E-mail addresses and names that differ by case alone would be taken for one another. */
function fold(text: string | undefined): string | undefined {
  return text?.toLowerCase();
}

/** One that is there and not valid is reported by itself. */
function isWithoutCredentials(item: unknown): boolean {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return false;
  return !Object.hasOwn(item, 'key') && !Object.hasOwn(item, 'subject');
}
