import { skeApiRef, type SkeApi } from '../../api';
import { createLiveApi, type LiveApi } from '../api/LiveApi';
import { liveStoreApiRef } from '../api/liveStoreApiRef';
import type { LiveEnvironment } from '../store/LiveEnvironment';
import type { LiveSession } from '../store/LiveSession';
import type { FakePlatform } from './FakePlatform';

/** The APIs that pages need, for `TestApiProvider`. Without an environment they use the clock of the browser. */
export function fakeApis(
  platform: FakePlatform,
  environment?: LiveEnvironment,
): readonly [
  readonly [typeof skeApiRef, SkeApi],
  readonly [typeof liveStoreApiRef, LiveApi],
] {
  return [
    [skeApiRef, platform],
    [liveStoreApiRef, fakeLiveApi(platform, environment)],
  ];
}

/** The live data of a fake platform. Signing in by a click succeeds, and ends the state of {@link FakePlatform.endSession}. */
export function fakeLiveApi(
  platform: FakePlatform,
  environment?: LiveEnvironment,
): LiveApi {
  const session: LiveSession = {
    check: async () => {
      await platform.whoAmI();
    },
    signIn: async () => {
      platform.signIn();
      await platform.whoAmI();
    },
    onSignIn: () => () => {},
  };
  return createLiveApi({ calls: platform, session, environment });
}
