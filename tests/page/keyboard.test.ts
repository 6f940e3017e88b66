import { acting } from './keyboard/acting';
import { editing } from './keyboard/editing';
import { looking } from './keyboard/looking';
import { reporting } from './keyboard/reporting';
import { TEAM } from './rosters';
import { stage } from './stage';

// Every action of the page is done by keys alone, and afterwards the focus is where one goes on.

const scene = stage(`${TEAM}teams: { nightly: [lou] }\nhandover: { left: nightly, leave: none, after: 0 hours }\n`);

describe('By keys alone', () => {
  looking(scene);
  acting(scene);
  editing(scene);
  reporting(scene);
});
