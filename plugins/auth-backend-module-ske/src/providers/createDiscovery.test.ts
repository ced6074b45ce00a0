import { mockServices } from '@backstage/backend-test-utils';
import { createDiscovery } from './createDiscovery';

describe('createDiscovery', () => {
  it('starts again after a discovery document that stalls', async () => {
    const initialize = jest.fn(() => ({
      initializedPrompt: undefined,
      searchParams: {},
      promise: new Promise<never>(() => {}),
    }));
    const discover = createDiscovery({
      providerId: 'okta',
      logger: mockServices.logger.mock(),
      metadataUrl: 'https://idp.example.com',
      profileSource: 'userinfo',
      deadlineMs: 20,
      initialize,
    });

    for (const attempts of [1, 2]) {
      await expect(discover()).rejects.toThrow(
        "The sign-in provider 'okta' cannot be reached at https://idp.example.com: the provider did not complete its response within 0.02 s.",
      );
      expect(initialize).toHaveBeenCalledTimes(attempts);
    }
  });
});
