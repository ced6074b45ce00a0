import { TestApiProvider } from '@backstage/frontend-test-utils';
import {
  SkeError,
  type ContainerCause,
  type PipelineLogQuery,
} from '@kratix-portal/plugin-ske-common';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { skeApiRef } from '../../api';
import { liveStoreApiRef } from '../../live';
import {
  fakeLiveApi,
  FakeEnvironment,
  FakePlatform,
} from '../../live/__testUtils__';
import { useLastLines } from './useLastLines';

const ref = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  namespace: 'team-a',
  name: 'orders',
};

const cause = (more: Partial<ContainerCause>): ContainerCause => ({
  pod: 'pod-1',
  namespace: 'team-a',
  name: 'create-role',
  role: 'user',
  attempt: 1,
  hasLogs: true,
  ...more,
});

/** Serves logs by container. An error is thrown instead of the log, and without an entry the log never arrives. */
function setUp(logs: Record<string, string | SkeError>) {
  const environment = new FakeEnvironment();
  const platform = new FakePlatform();
  platform.readLogs = async function* readLogs(query: unknown) {
    const log = logs[(query as PipelineLogQuery).container];
    if (log === undefined) {
      await new Promise(() => {});
    }
    if (typeof log !== 'string') {
      throw log;
    }
    yield log;
  };
  const clicked = jest.fn();
  const live = fakeLiveApi(platform, environment);
  const hook = renderHook(
    (props: { cause?: ContainerCause }) => useLastLines(ref, props.cause),
    {
      initialProps: { cause: cause({}) } as { cause?: ContainerCause },
      wrapper: ({ children }: { children?: ReactNode }) => (
        <TestApiProvider
          apis={[
            [skeApiRef, { readLogs: clicked } as never],
            [liveStoreApiRef, live],
          ]}
        >
          {children}
        </TestApiProvider>
      ),
    },
  );
  const advance = (milliseconds = 100) =>
    act(() => environment.advance(milliseconds));
  return {
    advance,
    clicked,
    environment,
    lines: () => hook.result.current.lines,
    show: async (next: ContainerCause | undefined) => {
      hook.rerender({ cause: next });
      await advance();
    },
  };
}

describe('useLastLines', () => {
  it('shows the last five lines, and reads them with the client that opens no sign-in dialog', async () => {
    const { advance, clicked, lines } = setUp({
      'create-role': '1\n2\n3\n4\n5\n\n6\n',
    });
    await advance();
    expect(lines()).toEqual(['2', '3', '4', '5', '6']);
    expect(clicked).not.toHaveBeenCalled();
  });

  it('never shows the lines of one container for another container', async () => {
    const { advance, lines, show } = setUp({ 'create-role': 'role exists\n' });
    await advance();
    await show(cause({ name: 'create-schema' }));
    expect(lines()).toEqual([]);
    await show(cause({ name: 'work-writer', role: 'kratix' }));
    expect(lines()).toEqual([]);
    await show(undefined);
    expect(lines()).toEqual([]);
  });

  it('keeps the lines while the next attempt of the container starts', async () => {
    const logs: Record<string, string> = { 'create-role': 'role exists\n' };
    const { advance, lines, show } = setUp(logs);
    await advance();
    delete logs['create-role'];
    await show(cause({ attempt: 2 }));
    expect(lines()).toEqual(['role exists']);
  });

  it('reads again after a failure', async () => {
    const logs: Record<string, string | SkeError> = {
      'create-role': new SkeError({
        code: 'cluster-unreachable',
        message: 'm',
        hint: 'h',
      }),
    };
    const { advance, environment, lines } = setUp(logs);
    await advance();
    expect(lines()).toEqual([]);
    logs['create-role'] = 'role exists\n';
    environment.goOnline();
    await advance(3_000);
    expect(lines()).toEqual(['role exists']);
  });
});
