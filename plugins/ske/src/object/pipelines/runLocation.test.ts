import { readRunSearch, runSearch } from './runLocation';

describe('the location of a run', () => {
  it.each([
    [{}, ''],
    [{ run: 'job-1' }, '?run=job-1'],
    [
      { run: 'job-1', container: 'create role', line: 12 },
      '?run=job-1&container=create+role&line=12',
    ],
  ])('%j is %s', (location, search) => {
    expect(runSearch(location)).toBe(search);
    expect(readRunSearch(new URLSearchParams(search))).toEqual(location);
  });

  it.each(['x', '0', '-1', '1.5', ''])(
    'ignores the invalid line number %j',
    line => {
      expect(readRunSearch(new URLSearchParams({ line }))).toEqual({});
    },
  );
});
