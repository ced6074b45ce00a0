/** The code of a failed connection, such as `ECONNREFUSED`; empty when the error has no code. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) {
    return '';
  }
  // Node tried several addresses and all failed, so the first code is used.
  if (error instanceof AggregateError && error.errors.length > 0) {
    return codeOf(error.errors[0]);
  }
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
