import type {
  AuthRequestOptions,
  BackstageIdentityResponse,
  ProfileInfo,
} from '@backstage/frontend-plugin-api';
import type { OidcAuthApi } from '../apis';

/** An {@link OidcAuthApi} in memory, whose sign-in window the test closes by `succeed` or `fail`. */
export class FakeOidcAuthApi implements Pick<
  OidcAuthApi,
  'getBackstageIdentity' | 'getProfile' | 'signOut'
> {
  /** Whether the session of an earlier visit still lasts. */
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

/** What a provider answers for the user Jane. */
export const JANE: BackstageIdentityResponse = {
  token: 'backstage-token',
  identity: {
    type: 'user',
    userEntityRef: 'user:default/jane',
    ownershipEntityRefs: ['user:default/jane'],
  },
};
