import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import { act } from '@testing-library/react';
import {
  fakeApis,
  FakeEnvironment,
  type FakePlatform,
} from '../../live/__testUtils__';
import type { ResourceTab } from '../../routes';
import { ResourceView } from '../ResourceView';

/** Renders the page of a request on a fake platform, with a clock that the test moves. */
export async function renderResource(
  platform: FakePlatform,
  ref: ResourceRef,
  options: { tab?: ResourceTab; environment?: FakeEnvironment } = {},
): Promise<RenderedResource> {
  const { tab = 'overview', environment = new FakeEnvironment() } = options;
  const apis = fakeApis(platform, environment);
  const result = renderInTestApp(
    <ResourceView
      resourceRef={ref}
      tab={tab}
      linkTo={other => `/resource/${other}`}
    />,
    { apis: [...apis] },
  );
  const advance = (milliseconds: number) =>
    act(async () => environment.advance(milliseconds));
  await advance(500);
  return { unmount: () => result.unmount(), advance };
}

/** A page on a fake platform. */
export interface RenderedResource {
  unmount(): void;
  /** Moves the clock, and lets everything happen that waits for it. */
  advance(milliseconds: number): Promise<void>;
}
