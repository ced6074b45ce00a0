/**
 * Which token of the OIDC provider goes to the API server.
 *
 * @public
 */
export type TokenKind = 'access' | 'id';

/**
 * The values of {@link TokenKind}.
 *
 * @public
 */
export const tokenKinds: readonly TokenKind[] = ['access', 'id'];
