import type { ActionOutcome } from '../actions/performAction';

/** The backend allows each user 20 requests at a time, and the pages need some of them. */
const AT_ONCE = 4;

/** A rejection by the request quota contains the time after which a retry succeeds. */
const MOST_ATTEMPTS = 10;
const WAIT_SECONDS = 5;

/**
 * Performs an action on many objects, a few at a time. After a stop, the actions that were sent finish, and no more are sent.
 *
 * Only a rejection by the request quota is retried, because nothing was written then.
 */
export async function runBulk<T>(options: {
  items: readonly T[];
  perform(item: T): Promise<ActionOutcome>;
  signal: AbortSignal;
  onStart(item: T): void;
  onResult(item: T, result: ActionOutcome | 'stopped'): void;
  /** Resolves after some seconds, or when the signal is aborted. */
  wait?(seconds: number, signal: AbortSignal): Promise<void>;
}): Promise<void> {
  const { items, perform, signal, onStart, onResult, wait = sleep } = options;
  const queue = [...items];
  const performWithRetries = async (item: T) => {
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await perform(item);
      const isRetried =
        outcome.type === 'refused' &&
        outcome.error.code === 'too-many-requests' &&
        attempt < MOST_ATTEMPTS;
      if (!isRetried) {
        return outcome;
      }
      await wait(outcome.error.retryAfterSeconds ?? WAIT_SECONDS, signal);
      if (signal.aborted) {
        return 'stopped';
      }
    }
  };
  const work = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      if (signal.aborted) {
        onResult(item, 'stopped');
      } else {
        onStart(item);
        onResult(item, await performWithRetries(item));
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

function sleep(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, seconds * 1_000);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
