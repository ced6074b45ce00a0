import { decodeJwt } from 'jose';
import type { TokenValues } from '../refreshes';

/** The part of openid-client's `TokenSet` that sign-in resolvers use. Unlike openid-client's class, it can be created from a response that another replica received. */
export class SharedTokenSet {
  [field: string]: unknown;
  readonly id_token?: string;
  readonly expires_at?: number;

  constructor(values: TokenValues) {
    Object.assign(this, values);
  }

  get expires_in(): number | undefined {
    return this.expires_at === undefined
      ? undefined
      : Math.max(0, this.expires_at - Math.floor(Date.now() / 1000));
  }

  expired(): boolean {
    return this.expires_in === 0;
  }

  /** The claims of the ID token, which openid-client verified when the token was received. */
  claims(): Record<string, unknown> {
    return decodeJwt(this.id_token ?? '');
  }
}
