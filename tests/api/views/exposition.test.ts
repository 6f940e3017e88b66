import { exposition } from '../../../assets/api/views/exposition';

test('a gauge is written with its help, its type and each sample, and every line ends with LF', () => {
  const samples = [{ labels: { feed: 'leave feed 1', kind: 'x' }, value: 0.5 }, { value: 3 }];
  expect(exposition([{ name: 'a_seconds', help: 'How long.', samples }])).toBe(
    '# HELP a_seconds How long.\n# TYPE a_seconds gauge\na_seconds{feed="leave feed 1",kind="x"} 0.5\na_seconds 3\n',
  );
});

test('a gauge without samples is not written', () => {
  expect(exposition([{ name: 'a', help: 'None.', samples: [] }])).toBe('');
});

test('backslashes, line ends and quotation marks are escaped as the format has it', () => {
  const text = exposition([{ name: 'a', help: 'A "\\"\nB', samples: [{ labels: { x: 'A "\\"\nB' }, value: 1 }] }]);
  expect(text).toBe('# HELP a A "\\\\"\\nB\n# TYPE a gauge\na{x="A \\"\\\\\\"\\nB"} 1\n');
});
