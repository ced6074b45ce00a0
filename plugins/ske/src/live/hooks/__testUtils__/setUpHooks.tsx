import { TestApiProvider } from '@backstage/frontend-test-utils';
import { act } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { FakeEnvironment, FakePlatform, fakeApis } from '../../__testUtils__';

export const apiVersion = 'demo.example.com/v1';
export const QUEUES = { apiVersion, kind: 'Queue' };
export const ORDERS = { ...QUEUES, namespace: 'team-a', name: 'orders' };

export function orders(size = 1) {
  const { name, namespace, ...rest } = ORDERS;
  return { ...rest, metadata: { name, namespace }, spec: { size } };
}

/** A fake platform for hooks, with a clock that the test moves. */
export function setUpHooks() {
  const platform = new FakePlatform();
  const environment = new FakeEnvironment();
  const apis = fakeApis(platform, environment);
  const wrapper = ({ children }: PropsWithChildren<{}>) => (
    <TestApiProvider apis={apis}>{children}</TestApiProvider>
  );
  return {
    platform,
    environment,
    wrapper,
    advance: (milliseconds: number) =>
      act(() => environment.advance(milliseconds)),
    callsOf: (method: string) =>
      platform.calls.filter(call => call.method === method),
  };
}
