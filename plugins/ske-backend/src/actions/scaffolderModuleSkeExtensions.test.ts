import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { scaffolderModuleSkeExtensions } from '../index';

it('B1: accepts the module of old SKE plugins, and says that its line can be removed', async () => {
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const { server } = await startTestBackend({
    features: [scaffolderModuleSkeExtensions, logger.factory],
  });
  expect(logger.info).toHaveBeenCalledWith(
    expect.stringContaining('Remove its line from the backend'),
  );
  server.close();
});
