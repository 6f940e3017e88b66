import { testAddresses } from './addresses';
import { serve } from './served';

// By `twilio-run start`. The same as deployed: tests/emulator/runner/addresses.test.ts.
testAddresses(serve);
