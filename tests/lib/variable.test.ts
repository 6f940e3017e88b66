import { required, value } from '../../assets/lib/variable';

const short = value.refine((text) => text.length < 3, { error: 'must be short' });

test('a variable names every fault that it has', () => {
  const both = short.refine((text) => !text.includes('x'), { error: 'must have no x' });
  expect(both.read('xxx')).toEqual({ faults: ['must be short', 'must have no x'] });
  expect(both.read('a')).toEqual({ value: 'a' });
});

test('a check that others rely on ends them', () => {
  const digits = value
    .refine((text) => /^\d+$/.test(text), { error: 'must be digits', abort: true })
    .refine((text) => BigInt(text) > 5n, { error: 'must be more than 5' });
  expect(digits.read('x')).toEqual({ faults: ['must be digits'] });
  expect(digits.read('4')).toEqual({ faults: ['must be more than 5'] });
});

test('a faulty value is not changed, and what it would be changed to is not checked', () => {
  const changed = short.transform(() => {
    throw new Error('changed');
  });
  expect(changed.refine(() => false, { error: 'checked' }).read('long')).toEqual({ faults: ['must be short'] });
});

test('a variable that is not set is a fault, nothing, or its default', () => {
  expect(required('set me').read(undefined)).toEqual({ faults: ['set me'] });
  expect(short.optional().read(undefined)).toEqual({ value: undefined });
  expect(short.default('de').read(undefined)).toEqual({ value: 'de' });
  expect(short.default('de').read('long')).toEqual({ faults: ['must be short'] });
  const lengths = short.optional().transform((text) => text?.length ?? 0);
  expect([lengths.read(undefined), lengths.read('ab')]).toEqual([{ value: 0 }, { value: 2 }]);
});

test('a variable has at most 450 bytes of UTF-8', () => {
  expect(value.read('é'.repeat(225))).toEqual({ value: 'é'.repeat(225) });
  expect(value.read(`${'é'.repeat(225)}.`)).toEqual({ faults: ['must be at most 450 bytes'] });
});
