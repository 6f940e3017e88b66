import { bamboohr } from './bamboohr/receive.private';
import { deputy } from './deputy/receive.private';
import { finch } from './finch/receive.private';
import { gusto } from './gusto/receive.private';
import { hibob } from './hibob/receive.private';
import { okta } from './okta/receive.private';
import type { Provider } from './provider';
import { sevenshifts } from './sevenshifts/receive.private';
import { standard } from './standard/receive.private';
import { zenduty } from './zenduty/receive.private';

/** Every sender: for tests, fuzzing and the command line. In the cloud each door imports only its own. */
export const PROVIDERS: readonly Provider[] = [
  standard,
  okta,
  bamboohr,
  gusto,
  hibob,
  finch,
  deputy,
  sevenshifts,
  zenduty,
];
