import { reasonFacts } from '../../../assets/domain/schedule/reason-facts';
import { passedOnReason } from '../../../assets/domain/schedule/reasons';

// The page words a reason anew in its reader's language: nothing that it says may be lost or mistaken.

test.each([
  ['shift early', { rule: 'shift', shift: 'early' }],
  ['shift', { rule: 'shift' }],
  ['rotation weekend', { rule: 'rotation', shift: 'weekend' }],
  ['holiday es', { rule: 'holiday', calendar: 'es' }],
  ['leave', { rule: 'leave' }],
  ['override', { rule: 'override' }],
  ['left', { rule: 'left' }],
  ['off', { rule: 'off' }],
])('the reason "%s" has its facts', (reason, facts) => {
  expect(reasonFacts(reason)).toEqual(facts);
});

test.each([
  { rule: 'swap', shift: 'weekend', way: 'for', person: 'ben' },
  { rule: 'swap', shift: 'week end', way: 'to', person: 'ana (sales)' },
  { rule: 'cover', way: 'for', person: 'ana', of: 'shift', shift: 'early' },
  { rule: 'cover', way: 'by', person: 'ana (sales)', of: 'rotation', shift: 'night' },
] as const)('the facts of what was passed on come back from its reason: %o', (facts) => {
  expect(reasonFacts(passedOnReason(facts))).toEqual(facts);
});

test.each(['not on the roster', 'record unreadable', 'shifty', 'swap', 'cover for ana', ''])(
  'of "%s" nothing is made up',
  (reason) => {
    expect(reasonFacts(reason)).toBeUndefined();
  },
);
