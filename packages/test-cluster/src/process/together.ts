/**
 * Runs tasks concurrently. When one task fails, the others are cancelled, and the error is thrown after all tasks have ended. So no task still starts something
 * while the caller stops what was started.
 */
export async function together<Results extends readonly unknown[]>(
  signal: AbortSignal,
  tasks: {
    [Index in keyof Results]: (signal: AbortSignal) => Promise<Results[Index]>;
  },
): Promise<Results> {
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  let firstError: unknown;
  const run = async (task: (signal: AbortSignal) => Promise<unknown>) => {
    try {
      return await task(either);
    } catch (error) {
      if (!failed.signal.aborted) {
        firstError = error;
        failed.abort();
      }
      return undefined;
    }
  };
  const results = await Promise.all(tasks.map(run));
  if (failed.signal.aborted) {
    throw firstError;
  }
  return results as unknown as Results;
}
