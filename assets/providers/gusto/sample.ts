import { merge } from '../../lib/json-merge-patch';
import { signBody } from '../body-signatures';
import { employeeOf, type Sender, unixSeconds } from '../sample';
import { gusto, gustoScheme } from './receive';

const COMPANY = '5df911a0-e8e9-412d-8aaf-a46ad193dd96';

/** Gusto. https://docs.gusto.com/app-integrations/docs/employee-events */
export const gustoSample: Sender = {
  provider: gusto,
  namesPeopleBy: 'employee',
  events: {
    'employee.terminated': 'is going to leave: ignored, its twin follows on the day',
    'employee.terminated_effective': 'has left: locked out',
    'employee.termination_effective': 'has left: locked out (the other spelling)',
    'employee.termination_cancelled': 'stays after all: what is still to come is dropped',
    'employee.rehired': 'is going to be back: ignored, its twin follows on the day',
    'employee.rehire_effective': 'is back: let in again',
    'employee.updated': 'has changed: ignored',
  },
  body(event_type, options) {
    const payload = {
      uuid: options.id,
      event_type,
      resource_type: 'Company',
      resource_uuid: COMPANY,
      entity_type: 'Employee',
      entity_uuid: employeeOf(options, gusto),
      timestamp: unixSeconds(options.now),
    };
    return merge(payload, options.data);
  },
  headers: (secret, { body }) => ({ 'X-Gusto-Signature': signBody(gustoScheme, secret, body) }),
};
