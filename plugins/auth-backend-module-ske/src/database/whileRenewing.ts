/** A lease is renewed this many times before it would expire, so that it is not lost after one slow or failed renewal. */
const RENEWALS_PER_LEASE = 3;
/** Work that takes longer than this is stuck, and another process may take its lease. */
export const LONGEST_WORK_MS = 5 * 60_000;

/**
 * Runs work and renews its lease while the work runs. So a lease expires only if its process was killed or has lost the database, and not because
 * an OIDC provider is slow. If the lease expired during the work, another process would send the same refresh token, and a provider that rotates refresh tokens
 * would end the session.
 *
 * @param lease - `renew` returns whether the process still has the lease
 */
export async function whileRenewing<T>(
  lease: { leaseMs: number; renew(): Promise<boolean> },
  work: () => Promise<T>,
): Promise<T> {
  const { leaseMs, renew } = lease;
  const until = performance.now() + LONGEST_WORK_MS;
  let timer: NodeJS.Timeout | undefined;
  let isDone = false;
  const schedule = (): void => {
    timer = setTimeout(async () => {
      // A failed renewal is repeated: the database may be back before the lease expires.
      const hasLease = await renew().catch(() => true);
      if (hasLease && !isDone && performance.now() < until) {
        schedule();
      }
    }, leaseMs / RENEWALS_PER_LEASE);
    timer.unref();
  };
  schedule();
  try {
    return await work();
  } finally {
    isDone = true;
    clearTimeout(timer);
  }
}
