/** Pinned, because the realm and the rewriting of pages are tested with this release. */
export const KEYCLOAK_VERSION = '26.7.3';

/** The realm of the platform's users and clients. */
export const REALM = 'kratix';
