import { CallFailure, FailureReason } from '../connection/CallFailure';
import { CallScope } from '../connection/CallScope';
import type { WholeResponse } from '../connection/Exchange';
import { sendWithRetries } from './sendWithRetries';

const ok: WholeResponse = { statusCode: 200, headers: {}, text: '{}' };

function busy(retryAfter?: string): WholeResponse {
  return {
    statusCode: 429,
    headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
    text: '{}',
  };
}

function failure(options: {
  code: string;
  isSent: boolean;
  reason?: FailureReason;
}): CallFailure {
  const { code, isSent, reason = 'transport' } = options;
  const cause = Object.assign(new Error(code), { code });
  return new CallFailure({ reason, isSent, cause });
}

describe('sendWithRetries', () => {
  let scope: CallScope;

  beforeEach(() => {
    jest.useFakeTimers();
    scope = new CallScope(60_000, undefined);
  });
  afterEach(() => {
    scope.end();
    jest.useRealTimers();
  });

  /** Calls sendWithRetries. Each attempt takes the next of the outcomes. The clock is fake, and skips all pauses. */
  async function run(
    outcomes: Array<WholeResponse | CallFailure>,
    options: { isSafe: boolean; retryMs?: number },
  ): Promise<{ result: unknown; attempts: number; ms: number }> {
    let attempts = 0;
    const startedAt = Date.now();
    const sending = sendWithRetries({
      send: async () => {
        const outcome = outcomes[attempts] ?? outcomes.at(-1);
        attempts += 1;
        if (scope.stopped !== undefined) {
          throw new CallFailure({ reason: scope.stopped, isSent: false });
        }
        if (outcome instanceof CallFailure) {
          throw outcome;
        }
        return outcome;
      },
      scope,
      retryMs: 10_000,
      ...options,
    }).catch((error: unknown) => error);
    await jest.runAllTimersAsync();
    const result = await sending;
    return { result, attempts, ms: Date.now() - startedAt };
  }

  it('retries a write if no connection could be opened, so that the API server received no part of it', async () => {
    const refused = failure({ code: 'ECONNREFUSED', isSent: false });
    const { result, attempts } = await run([refused, refused, ok], {
      isSafe: false,
    });
    expect(result).toBe(ok);
    expect(attempts).toBe(3);
  });

  it('does not retry a write that may have been sent', async () => {
    const broken = failure({ code: 'ECONNRESET', isSent: true });
    const { result, attempts } = await run([broken, ok], { isSafe: false });
    expect(result).toBe(broken);
    expect(attempts).toBe(1);
  });

  it('makes three attempts for a read, within half a second', async () => {
    const broken = failure({ code: 'ECONNRESET', isSent: true });
    scope.end(); // The deadline is not under test.
    const { result, attempts, ms } = await run([broken], { isSafe: true });
    expect(result).toBe(broken);
    expect(attempts).toBe(3);
    expect(ms).toBeLessThanOrEqual(500);
  });

  it.each<FailureReason>(['busy', 'circuit-open', 'too-large'])(
    'does not retry a call that failed as %s',
    async reason => {
      const failed = failure({ code: 'ECONNRESET', isSent: false, reason });
      const { attempts } = await run([failed, ok], { isSafe: true });
      expect(attempts).toBe(1);
    },
  );

  it.each([
    ['2', 2_000, 2_400],
    ['0', 250, 300],
    [undefined, 1_000, 1_200],
    ['Wed, 21 Oct 2026 07:28:00 GMT', 1_000, 1_200],
  ])(
    'retries a 429 with the header Retry-After %s after %s to %s ms',
    async (header, atLeast, atMost) => {
      scope.end();
      const { result, attempts, ms } = await run([busy(header), ok], {
        isSafe: true,
      });
      expect(result).toBe(ok);
      expect(attempts).toBe(2);
      expect(ms).toBeGreaterThanOrEqual(atLeast);
      expect(ms).toBeLessThanOrEqual(atMost);
    },
  );

  it('returns a 429 that asks for a longer pause than retryMs', async () => {
    const response = busy('7');
    const { result, attempts } = await run([response, ok], {
      isSafe: true,
      retryMs: 1_000,
    });
    expect(result).toBe(response);
    expect(attempts).toBe(1);
  });

  it('stops at the deadline of the call', async () => {
    scope.end();
    scope = new CallScope(1_000, undefined);
    const { result } = await run([busy('2'), ok], { isSafe: true });
    expect(result).toMatchObject({ reason: 'deadline' });
  });
});
