import { SkeError } from '@kratix-portal/plugin-ske-common';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  fakeApis,
  FakeEnvironment,
  FakePlatform,
} from '../../live/__testUtils__';
import {
  crd,
  KRATIX,
  putPromise,
  putRequest,
  ref,
} from '../__testUtils__/database';
import { FamilyCard } from './FamilyCard';

/** A platform with a request whose Promise requires these Promises. `redis` is installed. */
function platformWith(...required: string[]): FakePlatform {
  const platform = new FakePlatform();
  const at = () => '2026-11-29T09:00:00Z';
  putRequest(platform, at, {});
  putPromise(
    platform,
    at,
    {},
    {
      requiredPromises: required.map(name => ({ name, version: 'v1' })),
    },
  );
  platform.put({
    apiVersion: KRATIX,
    kind: 'Promise',
    metadata: { name: 'redis' },
    spec: { api: crd('demo.example.com', 'Redis', 'redises') },
  });
  return platform;
}

async function open(platform: FakePlatform) {
  const environment = new FakeEnvironment();
  const [object] = platform.cluster.list(ref);
  await renderInTestApp(
    <FamilyCard resourceRef={ref} object={object} linkTo={() => ''} />,
    {
      apis: [...fakeApis(platform, environment)],
    },
  );
  // Each round opens the subscriptions that the previous round has made necessary.
  const advance = async () => {
    for (let round = 0; round < 4; round += 1) {
      await act(async () => environment.advance(500));
    }
  };
  return { advance };
}

const searchAll = () =>
  userEvent.click(screen.getByRole('button', { name: 'Search all Promises' }));

describe('FamilyCard', () => {
  it('says that it does not know the children if the user may not read Promises, and names the missing right', async () => {
    const platform = platformWith('redis');
    platform.refuse({ kind: 'Promise' });
    const { advance } = await open(platform);
    expect(screen.getByText(/is looking for requests/)).toBeVisible();
    await advance();
    expect(screen.getByText(/^It is not known whether/)).toBeVisible();
    expect(screen.getByText(/not allowed|may not/)).toBeVisible();
    expect(screen.queryByText(/requires no other/)).not.toBeInTheDocument();
    await searchAll();
    await advance();
    expect(screen.getByText(/^It is not known whether/)).toBeVisible();
  });

  it('does not say that there are no children while it reads the requests, or if the user may not list them', async () => {
    const platform = platformWith('redis');
    platform.refuse({ kind: 'Redis' });
    const { advance } = await open(platform);
    expect(screen.getByText(/is looking for requests/)).toBeVisible();
    await advance();
    expect(screen.getByText(/^It is not known whether/)).toBeVisible();
    expect(screen.queryByText(/^No requests to/)).not.toBeInTheDocument();
  });

  it('says that no request names this one as its parent', async () => {
    const { advance } = await open(platformWith('redis'));
    await advance();
    expect(screen.getByText(/^No requests to redis name/)).toBeVisible();
  });

  it('lists the requests of a Promise once if the user may list but not watch them', async () => {
    const platform = platformWith('redis');
    platform.refuseVerbs({ kind: 'Redis' }, ['watch']);
    const { advance } = await open(platform);
    await advance();
    expect(screen.getByText(/^No requests to redis name/)).toBeVisible();
    const called = JSON.stringify(platform.calls);
    expect(called).toMatch(/"kind":"Redis"/);
    expect(called).not.toMatch(/"kind":"Redis","namespace":/);
  });

  it('does not say that there are no other Promises if those that the Promise requires are not installed', async () => {
    const { advance } = await open(platformWith('postgres'));
    await advance();
    expect(screen.getByText(/^It is not known whether/)).toBeVisible();
    expect(screen.queryByText(/no other Promises/)).not.toBeInTheDocument();
    await searchAll();
    await advance();
    expect(screen.getByText(/^No requests to redis name/)).toBeVisible();
  });

  it('does not keep searching if the requests of a Promise cannot be read', async () => {
    const platform = platformWith('redis');
    const error = new SkeError({ code: 'internal', message: 'It is broken.' });
    platform.refuse({ kind: 'Redis' }, error);
    const { advance } = await open(platform);
    for (let seconds = 0; seconds < 10; seconds += 1) {
      await advance();
    }
    expect(screen.getByText(/^It is not known whether/)).toBeVisible();
    expect(screen.getByText(/It is broken/)).toBeInTheDocument();
  });

  it('says that the Promise requires no other Promises, until the user searches all of them', async () => {
    const { advance } = await open(platformWith());
    await advance();
    expect(screen.getByText(/requires no other Promises/)).toBeVisible();
    await searchAll();
    await advance();
    expect(screen.getByText(/^No requests to redis name/)).toBeVisible();
  });
});
