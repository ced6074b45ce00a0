import { PortalClock } from './PortalClock';

const NOW = Date.parse('2026-11-29T10:00:00.400Z');
const SECOND = 1_000;

/** The `Date` header of a portal whose clock differs from the browser's clock by this many milliseconds. */
const dateAt = (browserTime: number, difference: number) =>
  new Date(browserTime + difference).toUTCString();

/** Sets a clock by one response, which was sent at `NOW` and took this long. */
function respond(clock: PortalClock, difference: number, took = 100): void {
  clock.set(dateAt(NOW + took / 2, difference), {
    sent: NOW,
    received: NOW + took,
  });
}

describe('PortalClock', () => {
  it.each([-300 * SECOND, -70 * SECOND, 120 * SECOND])(
    'corrects a browser whose clock differs by %d ms',
    difference => {
      const clock = new PortalClock();
      respond(clock, difference);
      expect(Math.abs(clock.of(NOW) - NOW - difference)).toBeLessThan(
        1.1 * SECOND,
      );
    },
  );

  it('changes nothing if the clocks agree, whatever part of a second the header leaves out and however long a response takes', () => {
    const clock = new PortalClock();
    for (const took of [2, 700, 1_500, 60_000]) {
      respond(clock, 0, took);
      expect(clock.of(NOW)).toBe(NOW);
    }
  });

  it('keeps the difference while responses agree with it, and changes when the clock of the computer is set', () => {
    const clock = new PortalClock();
    respond(clock, 120 * SECOND);
    const before = clock.of(NOW);
    respond(clock, 120 * SECOND, 5_000);
    expect(clock.of(NOW)).toBe(before);
    respond(clock, 0);
    expect(Math.abs(clock.of(NOW) - NOW)).toBeLessThan(1.1 * SECOND);
  });

  it.each([null, '', 'yesterday'])(
    'shows the time of the browser if the header is %j',
    date => {
      const clock = new PortalClock();
      clock.set(date, { sent: NOW, received: NOW });
      expect(clock.of(NOW)).toBe(NOW);
    },
  );

  it.each([
    [true, 3_600],
    [false, 0],
  ])(
    'is set only by successful responses of a fetch (%s), because an error may come from a load balancer',
    async (ok, expected) => {
      const clock = new PortalClock();
      const date = dateAt(Date.now(), 3_600 * SECOND);
      const response = {
        ok,
        headers: { get: () => date },
      } as unknown as Response;
      const fetchIt = clock.measure(async () => response);
      expect(await fetchIt('http://localhost')).toBe(response);
      const difference = clock.now() - Date.now();
      expect(Math.abs(difference - expected * SECOND)).toBeLessThan(
        10 * SECOND,
      );
    },
  );
});
