import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import { act } from '@testing-library/react';
import {
  fakeApis,
  FakeEnvironment,
  type FakePlatform,
} from '../../live/__testUtils__';
import type { ResourceTab } from '../../routes';
// Loaded before the test, so that a tab opens at once.
import '../../object/events';
import '../graph';
import '../../object/pipelines';
import '../placement';
import { ResourceView } from '../ResourceView';
import type { Submission } from '../request/Submission';

/** How many times the page opens more subscriptions until it is complete. */
const ROUNDS = 6;

/** Renders the page of a request on a fake platform, with a clock that the test moves. */
export async function renderResource(
  platform: FakePlatform,
  ref: ResourceRef,
  options: {
    tab?: ResourceTab;
    environment?: FakeEnvironment;
    submission?: Submission;
  } = {},
): Promise<RenderedResource> {
  const { tab = 'overview', environment = new FakeEnvironment() } = options;
  const apis = fakeApis(platform, environment);
  const result = renderInTestApp(
    <ResourceView
      resourceRef={ref}
      tab={tab}
      submission={options.submission}
      linkTo={other => `/resource/${other}`}
    />,
    { apis: [...apis] },
  );
  const advance = (milliseconds: number) =>
    act(async () => environment.advance(milliseconds));
  // Each round opens subscriptions for objects that the previous round named: a tab, a Promise, Works, WorkPlacements.
  for (let round = 0; round < ROUNDS; round += 1) {
    await advance(500);
  }
  return { unmount: () => result.unmount(), advance };
}

/** A page on a fake platform. */
export interface RenderedResource {
  unmount(): void;
  /** Moves the clock, and runs everything that waits for it. */
  advance(milliseconds: number): Promise<void>;
}
