import { isOffered } from '../../../assets/page/model/offers';

test('What the role allows is offered, and an act only if all its requests are allowed', () => {
  expect(isOffered('editor', ['/shifts/override'])).toBe(true);
  expect(isOffered('editor', ['/roster/publish'])).toBe(true);
  expect(isOffered('editor', ['/ops/release'])).toBe(false);
  expect(isOffered('editor', ['/shifts/override', '/ops/release'])).toBe(false);
  expect(isOffered('viewer', ['/shifts/override'])).toBe(false);
  expect(isOffered('viewer', ['/people/why'])).toBe(true);
  expect(isOffered('admin', ['/ops/release', '/ops/erase'])).toBe(true);
});

test('Everything is offered while it is not known who has signed in: the server decides', () => {
  expect(isOffered(undefined, ['/ops/release'])).toBe(true);
});
