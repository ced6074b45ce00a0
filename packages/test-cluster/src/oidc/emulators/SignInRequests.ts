import type { KoaContextWithOIDC } from 'oidc-provider';
import type { EmulatedRequest } from './emulations';

/** What each sign-in requested, by its nonce. Every sign-in of the portal has a nonce. */
export class SignInRequests {
  readonly #requests = new Map<string, EmulatedRequest>();

  set(nonce: string, request: EmulatedRequest): void {
    this.#requests.set(nonce, request);
  }

  /** The sign-in that a request belongs to: the code or the refresh token has its nonce. */
  of(ctx: KoaContextWithOIDC): EmulatedRequest {
    const { params, entities } = ctx.oidc;
    const { nonce } = (entities.AuthorizationCode ??
      entities.RefreshToken ??
      params ??
      {}) as { nonce?: string };
    return this.#requests.get(nonce ?? '') ?? { scopes: [], parameters: {} };
  }
}
