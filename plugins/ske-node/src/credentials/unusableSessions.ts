const UNUSABLE = new WeakSet<Error>();

/** Marks the error of a session that exists and has no usable token. No other source of a token may take its place (S3). */
export function asUnusableSession<E extends Error>(error: E): E {
  UNUSABLE.add(error);
  return error;
}

/** Whether {@link asUnusableSession} has marked an error. */
export function isUnusableSession(error: Error): boolean {
  return UNUSABLE.has(error);
}
