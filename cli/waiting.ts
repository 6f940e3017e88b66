import { systemTimer } from '../assets/adapters/twilio/transport';
import { progressOn, type Waiting } from './progress';

/** The waiting of this process. */
export const ownWaiting: Waiting = { progress: progressOn(process.stderr, process.env), startTimer: systemTimer };
