import fc from 'fast-check';
import { parseCommand } from '../../assets/sms/command';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('a text message', () => {
  test.each([
    ['IN', { kind: 'in' }],
    ['  in \n', { kind: 'in' }],
    ['Status.', { kind: 'status' }],
    ['out', { kind: 'out' }],
    ['Out!', { kind: 'out' }],
  ])('%j is a command, whatever its case, white space and full stop', (body, command) => {
    expect(parseCommand(body)).toEqual(command);
  });

  test.each([
    ['OUT 2H', 2 * HOUR],
    ['out 2 hours', 2 * HOUR],
    ['OUT  FOR 1 HR', HOUR],
    ['OUT 90M', 90 * MINUTE],
    ['OUT 30 MIN', 30 * MINUTE],
    ['OUT 1 minute', MINUTE],
    ['OUT 1H30', 90 * MINUTE],
    ['OUT 1h 30m', 90 * MINUTE],
    ['OUT 24H', 24 * HOUR],
    ['OUT 1440M', 24 * HOUR],
  ])('%j is off duty for so long', (body, length) => {
    expect(parseCommand(body)).toEqual({ kind: 'out', end: { for: length } });
  });

  test.each([
    ['OUT UNTIL 15:00', 15 * 60],
    ['out until 7:05', 7 * 60 + 5],
    ['OUT TILL 15.30', 15 * 60 + 30],
    ['OUT TIL 3PM', 15 * 60],
    ['OUT UNTIL 3:30 p.m.', 15 * 60 + 30],
    ['OUT UNTIL 12AM', 0],
    ['OUT UNTIL 12 PM', 12 * 60],
    ['OUT UNTIL 00:00', 0],
    ['OUT UNTIL 24:00', 0],
  ])('%j is off duty until the clock shows that', (body, at) => {
    expect(parseCommand(body)).toEqual({ kind: 'out', end: { at } });
  });

  test.each([
    ['OUT UNTIL 25:00', 'UNTIL 25:00', 'a time such as 15:00 or 3PM'],
    ['OUT UNTIL 15:60', 'UNTIL 15:60', 'a time such as 15:00 or 3PM'],
    ['OUT UNTIL 24:01', 'UNTIL 24:01', 'a time such as 15:00 or 3PM'],
    ['OUT UNTIL 13PM', 'UNTIL 13PM', 'a time such as 15:00 or 3PM'],
    ['OUT UNTIL 3', 'UNTIL 3', 'a time such as 15:00 or 3PM'], // of the morning or of the afternoon?
    ['OUT UNTIL', 'UNTIL', 'a time such as 15:00 or 3PM'],
    ['OUT 15:00', '15:00', '2H, 90M or UNTIL 15:00'],
    ['OUT 2', '2', '2H, 90M or UNTIL 15:00'], // hours or minutes?
    ['OUT OF MILK', 'OF MILK', '2H, 90M or UNTIL 15:00'],
    ['OUT 0M', '0M', '1 minute to 24 hours, such as 2H or 90M'],
    ['OUT 24H01', '24H01', '1 minute to 24 hours, such as 2H or 90M'],
    ['OUT `ñandú` <b>and so on and so on', '??AND?? <B>AND SO ON', '2H, 90M or UNTIL 15:00'],
  ])('%j is refused, naming what was found and what is expected', (body, found, expected) => {
    expect(parseCommand(body)).toEqual({ kind: 'unreadable', found, expected });
  });

  test.each(['', ' ', '?', 'HELP', 'hello', 'INTO', 'IN 2H', 'OUTSIDE', 'STATUS OF BEN'])(
    '%j changes nothing and asks for the commands',
    (body) => {
      expect(parseCommand(body)).toEqual({ kind: 'help' });
    },
  );

  test('is read whatever it says', () => {
    const piece = fc.oneof(
      fc.constantFrom('OUT', 'UNTIL', 'TILL', 'FOR', 'IN', ' ', '  ', '15:00', '2', 'H', 'M', 'PM', '.', ':', '\u00a0'),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
        const command = parseCommand(pieces.join(''));
        if (command.kind === 'unreadable') expect(command.found).toMatch(/^[\x20-\x5f\x61-\x7e]{1,20}$/);
        if (command.kind === 'out' && command.end && 'for' in command.end) {
          expect(command.end.for).toBeGreaterThanOrEqual(MINUTE);
          expect(command.end.for).toBeLessThanOrEqual(24 * HOUR);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('is read no further than one SMS goes, however long it is', () => {
    const body = fc.tuple(fc.constantFrom('IN', 'OUT 2H', 'OUT UNTIL 3PM', 'OUT'), fc.constantFrom(' ', '1 ', 'H'));
    fc.assert(
      fc.property(body, ([command, filler]) => {
        const one = `${command} `.padEnd(160, filler);
        expect(parseCommand(one + '1 '.repeat(100_000))).toEqual(parseCommand(one));
      }),
    );
    expect(parseCommand(`${'OUT'.padEnd(160)}2H`)).toEqual({ kind: 'out' });
  });
});
