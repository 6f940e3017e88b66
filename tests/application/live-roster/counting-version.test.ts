import { countingVersion, supersededBy } from '../../../assets/application/live-roster/counting-version';
import type { PublishedHead } from '../../../assets/application/ports';

const KEPT = { digest: 'd', key: 'k', parts: 1 };
const HEAD: PublishedHead = {
  version: 5,
  at: 1,
  by: 'operator',
  note: 'why',
  deployed: 'A',
  text: KEPT,
  compiled: KEPT,
  compiler: 'c',
  history: KEPT,
  revision: '1',
};
const superseded = (deployed: string, times: number) => ({ ...HEAD, superseded: { deployed, times } });

describe('The version that counts', () => {
  test('is the deployed file as version 1 where nothing is published', () => {
    expect(countingVersion(undefined, 'A')).toEqual({
      version: 1,
      at: null,
      by: 'deployment',
      note: null,
      isPublished: false,
    });
  });

  test.each([
    ['is the published one over the same file', HEAD, 'A', 5],
    ['is the next one for another file', HEAD, 'B', 6],
    ['stays the same once a tick has noted that file', superseded('B', 1), 'B', 6],
    ['is one more for the first file again', superseded('B', 1), 'A', 7],
    ['is one more for a third file', superseded('B', 1), 'C', 7],
  ])('%s', (_, head, deployed, version) => {
    const counting = countingVersion(head, deployed);
    expect(counting).toMatchObject({ version, isPublished: true });
    expect(counting.replaced?.version).toBe(version === 5 ? undefined : 5);
    expect(counting.by).toBe(version === 5 ? 'operator' : 'deployment');
  });
});

test('A head notes each deployment with another file once', () => {
  expect(supersededBy(HEAD, 'A')).toBeUndefined();
  expect(supersededBy(HEAD, 'B')).toEqual({ deployed: 'B', times: 1 });
  expect(supersededBy(superseded('B', 1), 'B')).toBeUndefined();
  expect(supersededBy(superseded('B', 1), 'A')).toEqual({ deployed: 'A', times: 2 });
});
