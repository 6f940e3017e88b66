import * as fc from 'fast-check';
import {
  addCover,
  addHoliday,
  addOverride,
  addSwap,
  HAS_COVERS,
} from '../../../../assets/page/roster/edits/exceptions';
import { addPerson, removePerson } from '../../../../assets/page/roster/edits/people';
import type { EditResult } from '../../../../assets/page/roster/edits/result';
import { changeRotation } from '../../../../assets/page/roster/edits/rotation';
import { readRoster } from '../../../../assets/roster-file/read';
import { type RosterModel, rosterModel, written } from './written-roster';

// An edit by a form means exactly what it says, whatever the style of the file, and keeps the comments.

const choices = fc.array(fc.nat({ max: 1000 }), { minLength: 60, maxLength: 120 });
const roster = fc
  .record({ model: rosterModel, choices })
  .map(({ model, choices }) => ({ model, text: written(model, choices) }));

/** The values of a text; sections without anything are left out. */
function contentOf(text: string): unknown {
  const read = readRoster(text, 'roster.yaml');
  if ('errors' in read)
    throw new Error(`${read.errors.map(({ path, message }) => `${path}: ${message}`).join('\n')}\n${text}`);
  return plain(read.content);
}

function plain(content: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(content)) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(copy).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)),
  );
}

function textOf(result: EditResult): string {
  if ('fault' in result) throw new Error(result.fault);
  return result.text;
}

const commentsOf = (text: string) => [...text.matchAll(/# [ce]\d+$/gm)].map(([comment]) => comment);

/** Each comment, and how its line begins: without what stands between brackets there, or for nothing. */
function placesOf(text: string): { readonly comment: string; readonly line: string }[] {
  return [...text.matchAll(/^(.*)(# [ce]\d+)$/gm)].map(([, before = '', comment = '']) => ({
    comment,
    line: before.replace(/[[{].*$|( ~| null|[\s,\]}])+$/, '').trimEnd(),
  }));
}

/** That each comment is on the line that it was on. */
function expectInPlace(before: string, after: string): void {
  const lines = new Map(placesOf(before).map(({ comment, line }) => [comment, line]));
  for (const { comment, line } of placesOf(after)) {
    expect({ comment, line: line.slice(0, lines.get(comment)?.length) }).toEqual({ comment, line: lines.get(comment) });
  }
}

/** Checks an edit that only adds. */
function expectAdded(
  { model, text }: { model: RosterModel; text: string },
  result: EditResult,
  change: (model: RosterModel) => void,
) {
  expect(contentOf(text)).toEqual(plain(model));
  const edited = textOf(result);
  const wanted = structuredClone(model);
  change(wanted);
  expect(contentOf(edited)).toEqual(plain(wanted));
  expect(commentsOf(edited)).toEqual(commentsOf(text));
  expectInPlace(text, edited);
}

const anyOf = <T>(list: readonly T[], choice: number): T => {
  const found = list[choice % list.length];
  if (found === undefined) throw new Error('there is none');
  return found;
};
const run = { numRuns: 100 };

test('an override is added and nothing else changes', () => {
  fc.assert(
    fc.property(roster, fc.nat(), fc.boolean(), (written, choice, available) => {
      const who = anyOf(Object.keys(written.model.people), choice);
      const override = { who, from: '2026-11-30T09:00', to: '2026-11-30T17:30', available };
      expectAdded(written, addOverride(written.text, override), (model) => {
        model.overrides = [...(model.overrides ?? []), override];
      });
    }),
    run,
  );
});

test('a cover is added where the reader knows covers, and nothing else changes; where it does not, it is refused', () => {
  fc.assert(
    fc.property(roster, fc.nat(), (written, choice) => {
      const keys = Object.keys(written.model.people);
      const whose = anyOf(keys, choice);
      const by = anyOf(
        keys.filter((key) => key !== whose),
        choice,
      );
      const cover = { for: whose, by, from: '2026-11-30', to: '2026-12-04', shift: 'daily' };
      const result = addCover(written.text, cover);
      if (!HAS_COVERS) expect(result).toEqual({ fault: expect.stringContaining('unknown key "covers"') });
      else {
        expectAdded(written, result, (model) => {
          Object.assign(model, { covers: [cover] });
        });
      }
    }),
    run,
  );
});

test('a swap is added and nothing else changes', () => {
  fc.assert(
    fc.property(roster, fc.nat(), (written, choice) => {
      const give = anyOf(written.model.shifts[0]?.who ?? [], choice);
      const take = anyOf(
        Object.keys(written.model.people).filter((key) => key !== give),
        choice,
      );
      const swap = { shift: 'daily', date: '2026-11-30', give, take };
      expectAdded(written, addSwap(written.text, swap), (model) => {
        model.swaps = [...(model.swaps ?? []), swap];
      });
    }),
    run,
  );
});

test('a holiday is added to its calendar, which may be new, and nothing else changes', () => {
  fc.assert(
    fc.property(roster, fc.constantFrom('es', 'us', 'Île: 1'), (written, calendar) => {
      expectAdded(written, addHoliday(written.text, { calendar, date: '2026-11-30' }), (model) => {
        const dates = model.holidays?.[calendar] ?? [];
        model.holidays = { ...model.holidays, [calendar]: [...dates, '2026-11-30'] };
      });
    }),
    run,
  );
});

test('a rotation is changed from a date on, among its other changes in their order, and nothing else changes', () => {
  fc.assert(
    fc.property(roster, fc.constantFrom('2026-03-02', '2026-09-07'), fc.nat(), (written, from, choice) => {
      const members = [anyOf(Object.keys(written.model.people), choice), 'nobody'];
      const result = changeRotation(written.text, {
        shift: 'turns',
        from,
        members: members.map((member) => JSON.stringify(member)).join(', '),
      });
      expectAdded(written, result, (model) => {
        const rotate = model.shifts[1]?.rotate;
        if (!rotate) throw new Error('there is a rotation');
        rotate.changes = [...(rotate.changes ?? []), { from, members }].sort((a, b) => (a.from < b.from ? -1 : 1));
      });
    }),
    run,
  );
});

test('a person is added with their shift, and nothing else changes', () => {
  fc.assert(
    fc.property(roster, fc.constantFrom('new', 'true', 'ñ: x', '12'), (written, key) => {
      const person = { key, identity: 'new one@example.com', zone: 'Europe/Madrid' };
      expectAdded(written, addPerson(written.text, { ...person, shifts: ['daily'] }), (model) => {
        model.people[key] = { identity: person.identity, zone: person.zone };
        model.shifts[0]?.who?.push(key);
      });
    }),
    run,
  );
});

/** The model without somebody, by the rules alone; undefined where a rotation would have nobody left. */
function without(model: RosterModel, key: string, turns: 'empty' | 'close'): RosterModel | undefined {
  const left = structuredClone(model);
  delete left.people[key];
  for (const person of Object.values(left.people)) if (person.manager === key) delete person.manager;
  const turnsOf = (members: readonly string[]) =>
    turns === 'empty' ? members.map((one) => (one === key ? 'nobody' : one)) : members.filter((one) => one !== key);
  const isDead = (members: readonly string[]) => members.every((one) => one === 'nobody');
  const shifts = left.shifts.filter((shift) => {
    if (shift.who) shift.who = shift.who.filter((one) => one !== key);
    const { rotate } = shift;
    if (!rotate) return shift.who?.length !== 0;
    const names = rotate.members.includes(key);
    rotate.members = turnsOf(rotate.members);
    for (const change of rotate.changes ?? []) change.members = turnsOf(change.members);
    return !(names && !rotate.changes && isDead(rotate.members));
  });
  if (shifts.some(({ rotate }) => rotate && [rotate, ...(rotate.changes ?? [])].some(({ members }) => isDead(members))))
    return undefined;
  left.shifts = shifts;
  left.leave = left.leave?.filter(({ who }) => who !== key) ?? null;
  left.overrides = left.overrides?.filter(({ who }) => who !== key) ?? null;
  if (left.coverage) {
    for (const rule of left.coverage) if (rule.of) rule.of = rule.of.filter((one) => one !== key);
    left.coverage = left.coverage.filter(({ of }) => of?.length !== 0);
  }
  return left;
}

test('a person is taken off with everything that names them, and nothing else changes', () => {
  fc.assert(
    fc.property(roster, fc.constantFrom('empty', 'close'), fc.nat(), ({ model, text }, turns, choice) => {
      const key = anyOf(Object.keys(model.people), choice);
      const wanted = without(model, key, turns);
      const result = removePerson(text, key, turns);
      if (!wanted) {
        expect(result).toEqual({ fault: 'That would not be valid.', english: expect.stringMatching(/: .+\.$/) });
        return;
      }
      const edited = textOf(result);
      expect(contentOf(edited)).toEqual(plain(wanted));
      const kept = commentsOf(edited);
      expect(commentsOf(text).filter((comment) => kept.includes(comment))).toEqual(kept);
      const aboveEntries = commentsOf(text).filter((comment) => comment.startsWith('# e'));
      expect(kept).toEqual(expect.arrayContaining(aboveEntries));
      // A line that stays keeps its comment.
      const lines = edited.split('\n');
      const lost = placesOf(text).filter(
        ({ comment, line }) => line !== '' && !kept.includes(comment) && lines.some((one) => one.startsWith(line)),
      );
      expect(lost.filter(({ line }) => text.split(line).length === 2)).toEqual([]);
    }),
    run,
  );
});
