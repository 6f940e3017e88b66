import { ownTerminal } from '../deploy/terminal';
import { announce } from '../environment/choice';
import { ownWaiting } from '../waiting';
import type { LiveRosterWorld } from './outcome';

/** The world of this process. */
export function worldOfProcess(): LiveRosterWorld {
  return { variables: process.env, folder: process.cwd(), terminal: ownTerminal, announce, ...ownWaiting };
}
