import type { PersonView, RosterView } from '../../assets/api/views/views';
import { type Deployment, SECRETS } from './deployment';

const AUTHORIZATION = { Authorization: `Bearer ${SECRETS.OPS_SECRET}` };

/** What the API says of one person, asked past the page. */
export async function view({ get }: Deployment, person: string): Promise<PersonView> {
  const { people }: RosterView = (await get('/roster', AUTHORIZATION)).json;
  const found = people.find((one) => one.person === person);
  if (!found) throw new Error(`no ${person} on the roster`);
  return found;
}
