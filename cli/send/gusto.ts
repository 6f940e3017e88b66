import { signBody } from '../../assets/providers/body-signatures';
import { SCHEME } from '../../assets/providers/gusto/receive.private';
import { employeeOf, seconds } from './employee';
import { merge } from './merge';
import type { Sender } from './sender';

const COMPANY = '5df911a0-e8e9-412d-8aaf-a46ad193dd96';

/** Gusto. https://docs.gusto.com/app-integrations/docs/employee-events */
export const gusto: Sender = {
  name: 'gusto',
  secret: 'GUSTO_SECRET',
  events: {
    'employee.terminated': 'is going to leave: ignored, its twin follows on the day',
    'employee.terminated_effective': 'has left: locked out',
    'employee.termination_effective': 'has left: locked out (the other spelling)',
    'employee.termination_cancelled': 'stays after all: what is still to come is dropped',
    'employee.rehired': 'is going to be back: ignored, its twin follows on the day',
    'employee.rehire_effective': 'is back: let in again',
    'employee.updated': 'has changed: ignored',
  },
  body(event_type, wish) {
    const said = {
      uuid: wish.id,
      event_type,
      resource_type: 'Company',
      resource_uuid: COMPANY,
      entity_type: 'Employee',
      entity_uuid: employeeOf(wish, 'Gusto'),
      timestamp: seconds(wish.now),
    };
    return merge(said, wish.data);
  },
  headers: (secret, { body }) => ({ 'X-Gusto-Signature': signBody(SCHEME, secret, body) }),
};
