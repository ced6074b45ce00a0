/** What the live data needs from the browser. Tests provide a fake, so that they do not wait in real time. */
export interface LiveEnvironment {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once, and returns the function that cancels it. */
  after(milliseconds: number, callback: () => void): () => void;
  /** Between 0 and 1. */
  random(): number;
  isHidden(): boolean;
  /** Calls back when the tab is hidden or shown, and returns the function that unsubscribes. */
  onVisibilityChange(callback: () => void): () => void;
  /** Calls back when the browser has a network again, and returns the function that unsubscribes. */
  onOnline(callback: () => void): () => void;
  /** Calls back when the browser has lost its network, and returns the function that unsubscribes. */
  onOffline(callback: () => void): () => void;
}

/** The environment of a page in a browser. */
export const browserEnvironment: LiveEnvironment = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
  isHidden: () => document.visibilityState === 'hidden',
  onVisibilityChange(callback) {
    document.addEventListener('visibilitychange', callback);
    return () => document.removeEventListener('visibilitychange', callback);
  },
  onOnline(callback) {
    window.addEventListener('online', callback);
    return () => window.removeEventListener('online', callback);
  },
  onOffline(callback) {
    window.addEventListener('offline', callback);
    return () => window.removeEventListener('offline', callback);
  },
};
