import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { portalClock } from '../live';
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

  it('writes no time as in the future', async () => {
    await renderInTestApp(<RelativeTime at={now + 2_000} inTable />);

    expect(screen.getByText('now')).toBeInTheDocument();
  });

  it('writes the age by the clock of the portal', async () => {
    const browser = { sent: now, received: now };
    portalClock.set(new Date(now + 600_000).toUTCString(), browser);
    try {
      await renderInTestApp(<RelativeTime at={now + 300_000} inTable />);

      expect(screen.getByText('5 min. ago')).toBeInTheDocument();
    } finally {
      portalClock.set(new Date(now).toUTCString(), browser);
    }
  });
});
