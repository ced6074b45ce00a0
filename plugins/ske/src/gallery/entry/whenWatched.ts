import type { FakePlatform } from '../../live/__testUtils__';

/** Calls back a little after a page has subscribed to something, so that the page sees what changes. */
export function whenWatched(
  platform: FakePlatform,
  callback: () => void,
): void {
  const timer = setInterval(() => {
    if (platform.subscriptions.length > 0) {
      clearInterval(timer);
      setTimeout(callback, 500);
    }
  }, 100);
}
