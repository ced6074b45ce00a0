import { FakeEnvironment, FakePlatform } from '../../../live/__testUtils__';
import { designedStates, ref } from '../../__testUtils__';
import { renderResource } from '../../__testUtils__/renderResource';
// Loaded before the test, so that the tab opens at once.
import '..';
import '../../../editor/YamlCode';
import '../../../changes/DiffView';

// jsdom has no layout.
Range.prototype.getClientRects = () => [] as unknown as DOMRectList;

/** Opens the tab *Edit* of the request `orders`. */
export async function openEdit(
  prepare: (platform: FakePlatform) => void = () => {},
  platform = new FakePlatform(),
) {
  const environment = new FakeEnvironment();
  jest.spyOn(Date, 'now').mockImplementation(() => environment.now());
  designedStates
    .find(({ id }) => id === 'ready')!
    .setUp(platform, secondsAgo =>
      new Date(environment.now() - secondsAgo * 1_000).toISOString(),
    );
  prepare(platform);
  const page = await renderResource(platform, ref, {
    environment,
    tab: 'edit',
  });
  const object = () => platform.cluster.list(ref)[0];
  return { ...page, platform, object };
}
