import { bamboohr } from './bamboohr.private';
import { deputy } from './deputy.private';
import { finch } from './finch.private';
import { gusto } from './gusto.private';
import { hibob } from './hibob.private';
import { okta } from './okta.private';
import type { Provider } from './provider';
import { sevenshifts } from './sevenshifts.private';
import { standard } from './standard.private';
import { zenduty } from './zenduty.private';

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
