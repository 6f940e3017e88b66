import { testEveryAddress } from './every-address';
import { serve } from './served';

// By `twilio-run start`. The same as deployed: tests/emulator/runner/every-address.test.ts.
testEveryAddress(serve);
