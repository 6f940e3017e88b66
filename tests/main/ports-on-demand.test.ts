import type { Ports } from '../../assets/main/ports';
import { portsOnDemand } from '../../assets/main/ports-on-demand';

// Stand-ins: which ports there are does not matter here, and each is only passed on.
const all = {
  configuration: {},
  log: () => undefined,
  now: () => 0,
  records: {},
  sendText: undefined,
} as unknown as Ports;
const ready = { configuration: all.configuration, log: all.log, now: all.now };

test('ports are made when the first is asked for that is not ready, and once', () => {
  const make = jest.fn(() => all);
  const ports = portsOnDemand(ready, make);
  expect([ports.configuration, ports.log, ports.now]).toEqual([ready.configuration, ready.log, ready.now]);
  expect(make).not.toHaveBeenCalled();
  expect([ports.records, ports.records, ports.target]).toEqual([all.records, all.records, undefined]);
  expect(make).toHaveBeenCalledTimes(1);
});

test('a copy of ports has all of them', () => {
  const ports = portsOnDemand(ready, () => all);
  expect({ ...ports, target: 'another' }).toEqual({ ...all, target: 'another' });
  expect(['records' in ports, 'sendText' in ports, 'slack' in ports]).toEqual([true, true, false]);
});

test('ports that could not be made are made anew when one is asked for again', () => {
  let fails = true;
  const ports = portsOnDemand(ready, () => {
    if (fails) throw new Error('no token');
    return all;
  });
  expect(() => ports.records).toThrow('no token');
  fails = false;
  expect(ports.records).toBe(all.records);
});
