import { TestApiProvider } from '@backstage/frontend-test-utils';
import { act, renderHook } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { skeApiRef } from '../api';
import type { KubernetesObject } from '../live';
import { FakePlatform } from '../live/__testUtils__';
import { promiseObject } from '../requests/__testUtils__/objects';
import { useInstallation } from './useInstallation';

const installed = (resourceVersion: string, metadata: object = {}) => {
  const promise = promiseObject();
  return {
    ...promise,
    metadata: {
      ...promise.metadata,
      generation: 1,
      ...metadata,
      resourceVersion,
    },
  };
};

function setUp() {
  const platform = new FakePlatform();
  const sent: unknown[] = [];
  platform.write = async (_, input) => {
    sent.push((input as { basedOn?: unknown }).basedOn);
    return { operation: 'updated', notices: [], changes: [] } as never;
  };
  const { result, rerender } = renderHook(
    (object: KubernetesObject) =>
      useInstallation({ manifest: 'x', installed: object }, () => {}),
    {
      initialProps: installed('1'),
      wrapper: ({ children }: PropsWithChildren) => (
        <TestApiProvider apis={[[skeApiRef, platform]]}>
          {children}
        </TestApiProvider>
      ),
    },
  );
  return { result, rerender, sent };
}

describe('useInstallation', () => {
  it('writes over the newest status of the Promise that was checked', async () => {
    const { result, rerender, sent } = setUp();
    await act(() => result.current.check());
    rerender(installed('2'));
    expect(result.current.state.status).toBe('checked');
    await act(() => result.current.write());
    const { uid } = promiseObject().metadata;
    expect(sent).toEqual([
      { uid, resourceVersion: '1' },
      { uid, resourceVersion: '2' },
    ]);
  });

  it.each([
    ['spec', { generation: 2 }],
    ['labels', { labels: { 'kratix.io/promise-version': 'v2' } }],
    ['annotations', { annotations: { note: 'x' } }],
  ])('asks for another check when the %s change', async (_, metadata) => {
    const { result, rerender } = setUp();
    await act(() => result.current.check());
    rerender(installed('2', metadata));
    expect(result.current.state.status).toBe('new');
  });
});
