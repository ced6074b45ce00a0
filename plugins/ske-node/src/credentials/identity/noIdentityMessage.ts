/**
 * The message of an error for a caller who has no identity on the platform cluster. It begins with the given reason.
 *
 * @param reason - the beginning of the message, without a full stop
 * @public
 */
export function noIdentityMessage(reason: string): string {
  return `${reason}, so there is no identity to act with on the platform cluster.`;
}
