import { lazily } from '../../assets/lib/lazily';

test('what is made lazily is made once, when it is first asked for', () => {
  let made = 0;
  const ask = lazily(() => {
    made += 1;
    return undefined;
  });
  expect(made).toBe(0);
  expect([ask(), ask(), made]).toEqual([undefined, undefined, 1]);
});

test('what could not be made is tried again', () => {
  let fails = true;
  const ask = lazily(() => {
    if (fails) throw new Error('not yet');
    return 'made';
  });
  expect(ask).toThrow('not yet');
  fails = false;
  expect(ask()).toBe('made');
});
