import { screen } from '@testing-library/react';
import { FakeEnvironment, FakePlatform } from '../live/__testUtils__';
import { designedStates, ref } from './__testUtils__/designedStates';
import { renderResource } from './__testUtils__/renderResource';

jest.setTimeout(60_000);

const at = (environment: FakeEnvironment) => (secondsAgo: number) =>
  new Date(environment.now() - secondsAgo * 1000).toISOString();

describe('the page of a request', () => {
  it.each(designedStates.map(state => [state.id, state] as const))(
    'shows the state %s',
    async (_, state) => {
      const platform = new FakePlatform();
      const environment = new FakeEnvironment();
      state.setUp(platform, at(environment));
      const { advance } = await renderResource(platform, ref, {
        tab: state.tab,
        environment,
      });
      if (state.then) {
        await screen.findByRole('heading', { name: ref.name });
        state.then(platform);
        await advance(500);
      }
      const [text] = await screen.findAllByText(new RegExp(state.expected));
      expect(text).toBeVisible();
    },
  );
});
