import { merge } from '../../lib/json-merge-patch';
import { bearer, effectsOf, employeeOf, type Sender } from '../sample';
import { paylocity } from './receive';

const NAME = {
  employeeCostCenter1: '11 - Software Development',
  employeeFirstName: 'Sample',
  employeeLastName: 'Name',
  employeeMiddleInitial: null,
};

const KINDS: Readonly<Record<string, { effect: string; fields: (today: string) => object }>> = {
  termination: {
    effect: 'has left: locked out',
    fields: (today) => ({ ...NAME, employeeTerminationDate: today }),
  },
  'new-hire': {
    effect: 'is new: ignored',
    fields: (today) => ({ companyName: 'Garner Group', ...NAME, employeeHireDate: today }),
  },
  'employee-change': { effect: 'has changed: ignored, since Paylocity does not say what', fields: () => ({}) },
};

/** Paylocity. https://developer.paylocity.com/integrations/reference/termination-webhooks */
export const paylocitySample: Sender = {
  provider: paylocity,
  namesPeopleBy: 'employee',
  events: effectsOf(KINDS),
  body(event, options) {
    const today = `${options.now.toISOString().slice(0, 10)}T00:00:00Z`;
    const payload = {
      companyId: 'C01',
      employeeId: employeeOf(options, paylocity),
      ...KINDS[event]?.fields(today),
    };
    return merge(payload, options.data);
  },
  headers: bearer,
};
