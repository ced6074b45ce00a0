import type {
  AuthRequestOptions,
  BackstageIdentityResponse,
  ProfileInfo,
} from '@backstage/frontend-plugin-api';
import type { OidcAuthApi } from '../apis';

/** An {@link OidcAuthApi} in memory. The test ends a sign-in with `succeed` or `fail`. */
export class FakeOidcAuthApi implements Pick<
  OidcAuthApi,
  'getBackstageIdentity' | 'getProfile' | 'signOut'
> {
  /** The session of an earlier visit, if it is still valid. */
  session: BackstageIdentityResponse | undefined;
  signedOut = 0;
  windowsOpened = 0;
  succeed: (response: BackstageIdentityResponse | undefined) => void = () => {};
  fail: (error: Error) => void = () => {};

  async getBackstageIdentity(
    options: AuthRequestOptions = {},
  ): Promise<BackstageIdentityResponse | undefined> {
    if (!options.instantPopup) {
      return this.session;
    }
    this.windowsOpened += 1;
    return new Promise((resolve, reject) => {
      this.succeed = resolve;
      this.fail = reject;
    });
  }

  async getProfile(): Promise<ProfileInfo | undefined> {
    return { email: 'jane@example.com' };
  }

  async signOut(): Promise<void> {
    this.signedOut += 1;
  }
}

/** The response of a provider for the user Jane. */
export const JANE: BackstageIdentityResponse = {
  token: 'backstage-token',
  identity: {
    type: 'user',
    userEntityRef: 'user:default/jane',
    ownershipEntityRefs: ['user:default/jane'],
  },
};
