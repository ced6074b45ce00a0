import { storageApiRef, type ApiHolder } from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import type { JsonValue } from '@backstage/types';
import { act } from '@testing-library/react';
import type { ReactElement } from 'react';
import { useLocation } from 'react-router-dom';
import { FakePlatform, fakeApis } from '../../live/__testUtils__';
import { rootRouteRef } from '../../routes';

const BUCKET = 'kratix-portal';

/** Where the page is, for tests of links and filters. */
function Address() {
  const { pathname, search } = useLocation();
  return <p data-testid="address">{pathname + search}</p>;
}

/** Renders a page in an app whose data is that of a fake platform. */
export async function renderPage(
  page: ReactElement,
  options: {
    platform: FakePlatform;
    search?: string;
    /** What the user's storage holds, by key. */
    stored?: Record<string, JsonValue>;
    /** What the app shows beside the page, such as a link. */
    beside?: ReactElement;
  },
) {
  const { platform, search = '', stored = {} } = options;
  const storage = mockApis.storage();
  for (const [key, value] of Object.entries(stored)) {
    await storage.forBucket(BUCKET).set(key, value);
  }
  return renderInTestApp(
    <>
      {page}
      {options.beside}
      <Address />
    </>,
    {
      apis: [...fakeApis(platform), storage],
      mountedRoutes: { '/kratix': rootRouteRef },
      initialRouteEntries: [`/${search}`],
    },
  );
}

/** What the page stored for the user. */
export function storedIn(apis: ApiHolder, key: string): unknown {
  return apis.get(storageApiRef)?.forBucket(BUCKET).snapshot(key).value;
}

/** Changes the platform, and waits until the page has been rendered again. */
export async function change(action: () => void): Promise<void> {
  await act(async () => action());
}
