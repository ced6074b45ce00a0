import type { KoaContextWithOIDC } from 'oidc-provider';
import type { EmulatedRequest } from './emulations';

/** What each sign-in requested, by the nonce of the sign-in. Every sign-in of the portal has a nonce. */
export class SignInRequests {
  readonly #requests = new Map<string, EmulatedRequest>();

  set(nonce: string, request: EmulatedRequest): void {
    this.#requests.set(nonce, request);
  }

  /** Returns the sign-in that a request belongs to. The code or the refresh token in the request has the nonce of the sign-in. */
  of(ctx: KoaContextWithOIDC): EmulatedRequest {
    const { params, entities } = ctx.oidc;
    const { nonce } = (entities.AuthorizationCode ??
      entities.RefreshToken ??
      params ??
      {}) as { nonce?: string };
    return this.#requests.get(nonce ?? '') ?? { scopes: [], parameters: {} };
  }
}
