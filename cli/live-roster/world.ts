import { systemTimer } from '../../assets/adapters/twilio/transport';
import { ownTerminal } from '../deploy/terminal';
import type { LiveRosterWorld } from './outcome';

/** The world of this process. */
export function worldOfProcess(): LiveRosterWorld {
  return {
    variables: process.env,
    folder: process.cwd(),
    terminal: ownTerminal,
    progress: (text) => console.error(text),
    startTimer: systemTimer,
  };
}
