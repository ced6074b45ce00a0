import { createHash } from 'node:crypto';
import type { SessionOrigin } from './SessionStore';

/** SHA-256, in base64url. */
export function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** The hashes of the subject and of the session at the provider. Both contain the issuer, because two issuers may use the same subject. */
export function hashOrigin(origin: {
  issuer?: string;
  subject?: string;
  sid?: string;
}): SessionOrigin {
  const { issuer, subject, sid } = origin;
  return {
    ...(subject !== undefined && {
      subjectHash: hash(JSON.stringify([issuer, subject])),
    }),
    ...(sid !== undefined && { sidHash: hash(JSON.stringify([issuer, sid])) }),
  };
}

/** The claims that identify a logout token. */
export interface LogoutTokenId {
  issuer: string;
  jti: string;
}

export function hashLogout(token: LogoutTokenId): string {
  return hash(`${token.issuer} ${token.jti}`);
}
