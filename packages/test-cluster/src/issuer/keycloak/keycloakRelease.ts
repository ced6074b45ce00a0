/** Pinned: the realm, the pages' rewriting and the tests were held against this release. */
export const KEYCLOAK_VERSION = '26.7.3';

/** The realm that the platform's people and clients are in. */
export const REALM = 'kratix';
