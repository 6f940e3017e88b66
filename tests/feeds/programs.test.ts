import { dates, fixture, HOLIDAYS, halfDays, leave, warnings } from './reading';

// Each fixture is written by hand as the program writes, and says in X-WR-CALDESC what it is about.

test('Google: rules in their zone, without what EXDATE takes, what was moved and what was cancelled', () => {
  expect(leave(fixture('google.ics'))).toEqual([
    'ana 2026-12-01T14:00Z/2026-12-01T16:00Z',
    'ana 2026-12-08T14:00Z/2026-12-08T16:00Z',
    'ana 2026-12-23T09:00Z/2026-12-23T11:00Z',
    'ben 2027-01-05T00:00/2027-01-08T00:00',
    'ana 2027-01-05T14:00Z/2027-01-05T16:00Z',
    'ana 2027-01-12T14:00Z/2027-01-12T16:00Z',
  ]);
  expect(warnings(fixture('google.ics'))).toEqual([]);
});

test('Outlook and Exchange: zones by their Windows names, or by the rules that the feed brings', () => {
  expect(leave(fixture('outlook.ics'))).toEqual([
    'ben 2026-12-01T14:00Z/2026-12-01T15:00Z',
    'ana 2026-12-04T00:00/2026-12-05T00:00',
    'ana 2026-12-18T00:00/2026-12-19T00:00',
    'ben 2027-03-12T14:00Z/2027-03-12T15:00Z', // winter time in that zone
    'ben 2027-03-19T13:00Z/2027-03-19T14:00Z', // summer time
    'ana 2027-07-02T07:00Z/2027-07-02T09:00Z',
  ]);
  expect(warnings(fixture('outlook.ics'))).toEqual([]);
});

test('Apple: attendees by their EMAIL parameter, DURATION, RDATE, floating times on the own clock', () => {
  expect(leave(fixture('apple.ics'))).toEqual([
    'ana 2026-12-02T08:00Z/2026-12-02T09:30Z',
    'ben 2026-12-03T13:00/2026-12-03T14:30',
    'ana 2026-12-09T09:00Z/2026-12-09T10:30Z',
    'ana 2026-12-16T10:00Z/2026-12-16T11:30Z',
  ]);
  expect(warnings(fixture('apple.ics'))).toEqual([]);
});

test('Lotus Notes: zones by X-LIC-LOCATION, periods, dates that do not say so, exceptions as dates', () => {
  expect(leave(fixture('lotus.ics'))).toEqual([
    'ben 2026-12-01T14:00Z/2026-12-01T15:00Z',
    'ana 2026-12-07T00:00/2026-12-08T00:00',
    'ben 2026-12-14T14:00Z/2026-12-14T15:00Z',
    'ben 2026-12-16T14:00Z/2026-12-16T15:00Z',
    'ben 2027-07-01T13:00Z/2027-07-01T15:00Z',
  ]);
  expect(warnings(fixture('lotus.ics'))).toEqual([]);
});

test('Office Holidays: whole days are holidays, and half ones are half ones', () => {
  expect(dates(fixture('office-holidays.ics'))).toEqual(['2026-12-08', '2026-12-25', '2027-01-06', '2027-12-25']);
  expect(halfDays(fixture('office-holidays.ics'))).toEqual(['2026-12-24T12:00/2026-12-25T00:00']);
  expect(warnings(fixture('office-holidays.ics'), HOLIDAYS)).toEqual([]);
});
