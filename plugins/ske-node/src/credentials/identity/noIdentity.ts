/** The message of an error for a caller who has no identity on the platform cluster. The message begins with the given reason. */
export function noIdentity(reason: string): string {
  return `${reason}, so there is no identity to act with on the platform cluster.`;
}
