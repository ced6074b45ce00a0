/** The code of a failed connection, such as `ECONNREFUSED`; empty when it has none. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) {
    return '';
  }
  // Several addresses were tried: all failed, and the first reason stands for all.
  if (error instanceof AggregateError && error.errors.length > 0) {
    return codeOf(error.errors[0]);
  }
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
