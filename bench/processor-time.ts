/** What other processes use of the processors, as Linux counts it. */
import { readdirSync, readFileSync } from 'node:fs';

/** What Linux counts a processor's time in: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; 100 a second wherever Node runs. */
const TICK_MS = 10;

/** Of all processes that this one has started, with those that have ended, and theirs, ms. */
export function cpuOfChildren(): number {
  const living = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statOf)
    .filter((stat) => stat.parent === process.pid);
  return TICK_MS * (statOf('self').ofEnded + living.reduce((sum, { own, ofEnded }) => sum + own + ofEnded, 0));
}

function statOf(pid: string): { readonly parent: number; readonly own: number; readonly ofEnded: number } {
  let text = '';
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    // It has ended meanwhile, and counts among the ended ones the next time.
  }
  // After the name, which may have spaces: state, parent; utime, stime, cutime, cstime are the 14th to 17th of all.
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [utime = 0, stime = 0, cutime = 0, cstime = 0] = fields.slice(11, 15);
  return { parent: fields[1] ?? 0, own: utime + stime, ofEnded: cutime + cstime };
}
