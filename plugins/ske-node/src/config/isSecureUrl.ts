const LOOPBACK = /^(?:localhost|\[::1\]|127\.\d+\.\d+\.\d+)$/;

/**
 * Ends a message about a URL that is not secure.
 *
 * @public
 */
export const HTTP_IS_LOCAL = 'http is accepted for localhost only';

/**
 * Whether secrets may be sent to a URL: https, or http on this machine.
 *
 * @public
 */
export function isSecureUrl(text: unknown): boolean {
  if (typeof text !== 'string' || !URL.canParse(text)) {
    return false;
  }
  const { protocol, hostname } = new URL(text);
  return (
    protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname))
  );
}
