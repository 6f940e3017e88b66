import { newShortfalls } from '../../../assets/domain/schedule/new-shortfalls';

const one = (from: number, to: number, have: number, id = 'desk', need = 3) => ({ id, from, to, have, need });

describe('New shortfalls', () => {
  test('are all where nothing fell short before', () => {
    expect(newShortfalls([], [one(0, 10, 2)])).toEqual([one(0, 10, 2)]);
  });

  test('are none where as many or more were missing before', () => {
    expect(newShortfalls([one(0, 10, 1)], [one(2, 8, 1), one(8, 10, 2)])).toEqual([]);
  });

  test('are those in which more are missing than before', () => {
    expect(newShortfalls([one(0, 10, 2)], [one(2, 8, 1)])).toEqual([one(2, 8, 1)]);
  });

  test('are cut to the times that were covered before', () => {
    expect(newShortfalls([one(2, 4, 2), one(6, 7, 2)], [one(0, 10, 2)])).toEqual([
      one(0, 2, 2),
      one(4, 6, 2),
      one(7, 10, 2),
    ]);
  });

  test('do not mix the rules', () => {
    expect(newShortfalls([one(0, 10, 0, 'night')], [one(0, 10, 2)])).toEqual([one(0, 10, 2)]);
  });
});
