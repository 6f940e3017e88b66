import { addressOfForm, type FormAddress, formOf } from '../../../assets/page/model/form-address';

const SWAP: FormAddress = {
  form: 'swap',
  person: 'ana & ben',
  from: Date.parse('2026-11-23T06:00:00Z'),
  to: Date.parse('2026-11-23T14:00:00Z'),
  shift: 'früh',
};

test.each([SWAP, { ...SWAP, form: 'override', available: false, note: 'Dentist & bus' } as const])(
  'The address of a form leads to it',
  (form) => {
    expect(formOf(addressOfForm(form))).toEqual(form);
  },
);

test.each([
  '#people?form=swap&person=ana&from=2026-11-23T06:00:00Z&to=2026-11-23T07:00:00Z',
  '#roster?form=erase&person=ana&from=2026-11-23T06:00:00Z&to=2026-11-23T07:00:00Z',
  '#roster?form=swap&from=2026-11-23T06:00:00Z&to=2026-11-23T07:00:00Z',
  '#roster?form=swap&person=ana&from=2026-11-23T08:00:00Z&to=2026-11-23T07:00:00Z',
  '#roster?form=swap&person=ana&from=then&to=now',
  '#roster',
])('The address %s opens no form', (fragment) => {
  expect(formOf(fragment)).toBeUndefined();
});
