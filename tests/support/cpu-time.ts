/** ms that this process has kept a core busy: unlike the time of day, not longer because others keep the machine busy. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
