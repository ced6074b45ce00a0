import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { RelativeTime } from './RelativeTime';

describe('RelativeTime', () => {
  const now = Date.parse('2026-11-29T10:00:07Z');
  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(now);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it.each([
    [3, '3 sec. ago'],
    [59, '59 sec. ago'],
    // At these ages the interval at which the time is written again becomes longer.
    [61, '1 min. ago'],
    [3_605, '1 hr. ago'],
  ])('writes an age of %d seconds', async (seconds, text) => {
    await renderInTestApp(<RelativeTime at={now - seconds * 1_000} inTable />);

    expect(screen.getByText(text)).toBeInTheDocument();
  });
});
