import {
  formatAbsolute,
  formatDuration,
  formatRelative,
  refreshSeconds,
  toMillis,
} from './times';

const now = Date.parse('2026-11-29T10:00:00Z');

describe('formatRelative', () => {
  it.each([
    ['2026-11-29T10:00:00Z', 'now'],
    ['2026-11-29T09:59:57Z', '3 sec. ago'],
    ['2026-11-29T09:59:01Z', '59 sec. ago'],
    ['2026-11-29T09:58:30Z', '1 min. ago'],
    ['2026-11-29T08:30:00Z', '1 hr. ago'],
    ['2026-11-28T09:00:00Z', '25 hr. ago'],
    ['2026-11-20T10:00:00Z', '9 days ago'],
    // The clock that wrote this time is ahead.
    ['2026-11-29T10:02:00Z', 'now'],
  ])('writes %s as "%s"', (at, text) => {
    expect(formatRelative(Date.parse(at), now, 'en')).toBe(text);
  });

  it('writes in the language of the user', () => {
    expect(formatRelative(now - 120_000, now, 'de')).toBe('vor 2 Min.');
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0 sec'],
    [38_000, '38 sec'],
    [65_000, '1 min 5 sec'],
    [3_600_000, '1 hr'],
    [3_900_000, '1 hr 5 min'],
    [90_061_000, '1 day 1 hr'],
    [-5_000, '0 sec'],
  ])('writes %d ms as "%s"', (millis, text) => {
    expect(formatDuration(millis, 'en')).toBe(text);
  });
});

it('writes the zone of an absolute time', () => {
  expect(formatAbsolute(now, 'en-GB')).toMatch(/29 Nov 2026.*(UTC|GMT|[A-Z])/);
});

it('returns no time for a text that is not a time', () => {
  expect(toMillis('yesterday')).toBeUndefined();
  expect(toMillis('2026-11-29T10:00:00Z')).toBe(now);
});

it('updates old times less often', () => {
  expect([5_000, 300_000, 86_400_000].map(refreshSeconds)).toEqual([1, 15, 60]);
});
