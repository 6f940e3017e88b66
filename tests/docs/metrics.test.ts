import { exposition } from '../../assets/api/views/exposition';
import { metricsOf } from '../../assets/api/views/metrics';
import { readProjectFile } from './documents';

/** A deployment of which everything is known, so that every metric has a value. */
const TEXT = exposition(
  metricsOf(
    {
      v: 1,
      differences: {},
      last: { at: 0, took: 1, people: 1, onDuty: 1, changed: 1, missing: 0, unseen: 0 },
    },
    {
      release: { version: '1.2.3' },
      roster: { version: 1, at: null, by: 'deployment', note: null, isPublished: false },
      rosterInDoubt: false,
      backlog: {
        held: { protected: 0, limit: 0, old: 0, full: 0, other_source: 0 },
        failed: 0,
        retrying: 0,
        handovers: { underWay: 0, waiting: 0 },
        conversationsFailed: 0,
        unreadable: 0,
        complete: true,
      },
      feeds: [{ place: 'leave feed 1', good: 0, tried: 0, warnings: [], entries: 0 }],
    },
    false,
    0,
  ),
);

const withLabels = (name: string): string => {
  const labels = new RegExp(`^${name}\\{(.*)\\} `, 'm').exec(TEXT)?.[1];
  const names = labels === undefined ? [] : [...labels.matchAll(/(\w+)="[^"]*"/g)].map(([, label]) => label);
  return names.length === 0 ? name : `${name}{${names.join(',')}}`;
};

test('docs/programs.md explains every metric with its labels, and no other one', () => {
  const written = [...TEXT.matchAll(/^# TYPE (\w+) gauge$/gm)].map(([, name = '']) => withLabels(name));
  const documented = [...readProjectFile('docs/programs.md').matchAll(/^\| `(rosterline_\S+)` \|/gm)];
  expect(documented.map(([, name]) => name)).toEqual(written);
});
