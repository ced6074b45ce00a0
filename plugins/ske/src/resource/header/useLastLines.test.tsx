import { TestApiProvider } from '@backstage/frontend-test-utils';
import {
  SkeError,
  type CauseChain,
  type ContainerCause,
  type PipelineLogQuery,
  type PipelineRun,
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

const run = (more: Partial<PipelineRun> = {}): PipelineRun => ({
  job: 'job-1',
  namespace: 'team-a',
  uid: 'job-1',
  pipeline: 'configure',
  workflow: 'resource',
  action: 'configure',
  state: 'running',
  createdAt: '2026-11-29T10:00:00Z',
  failedPods: 0,
  pods: [],
  podsGone: false,
  ...more,
});

const cause = (more: Partial<ContainerCause>): CauseChain => ({
  run: run(),
  container: {
    pod: 'pod-1',
    namespace: 'team-a',
    name: 'create-role',
    role: 'user',
    state: 'failed',
    attempt: 1,
    hasLogs: true,
    ...more,
  },
  parts: [],
});

/** Serves logs by container; `previous` is the log before the restart. An error is thrown instead of the log, and without an entry the log never arrives. */
function setUp(logs: Record<string, string | SkeError>) {
  const environment = new FakeEnvironment();
  const platform = new FakePlatform();
  let reads = 0;
  platform.readLogs = async function* readLogs(query: unknown) {
    reads += 1;
    const { container, previous } = query as PipelineLogQuery;
    const log = logs[previous ? `${container} previous` : container];
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
    (props: { cause: CauseChain }) => useLastLines(ref, props.cause),
    {
      initialProps: { cause: cause({}) },
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
    reads: () => reads,
    lines: () => hook.result.current.lines,
    show: async (next: CauseChain) => {
      hook.rerender({ cause: next });
      await advance();
    },
  };
}

describe('useLastLines', () => {
  it('shows the last five lines, and reads them with the client that opens no sign-in dialog', async () => {
    const { advance, clicked, lines } = setUp({
      'create-role': '1\n2\n3\n\u001b[0m\n4\n5\n\n6\n',
    });
    await advance();
    expect(lines()).toEqual(['2', '3', '4', '5', '6']);
    expect(clicked).not.toHaveBeenCalled();
  });

  it('does not read the log of an attempt again while the container waits for the next attempt', async () => {
    const { advance, reads, show } = setUp({ 'create-role': 'role exists\n' });
    await advance();
    await show(cause({ state: 'waiting' }));
    expect(reads()).toBe(1);
  });

  it('never shows the lines of one container for another container', async () => {
    const { advance, lines, show } = setUp({ 'create-role': 'role exists\n' });
    await advance();
    await show(cause({ name: 'create-schema' }));
    expect(lines()).toEqual([]);
    await show(cause({ name: 'work-writer', role: 'kratix' }));
    expect(lines()).toEqual([]);
    await show({ run: run({ podsGone: true }), parts: [] });
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

  it('reads the attempt that failed while the next attempt runs, and the next attempt when this fails too', async () => {
    const { advance, lines, show } = setUp({
      'create-role previous': 'first attempt\n',
      'create-role': 'second attempt\n',
    });
    await show(cause({ attempt: 2, state: 'running' }));
    await advance();
    expect(lines()).toEqual(['first attempt']);
    await show(
      cause({
        attempt: 2,
        state: 'waiting',
        finishedAt: '2026-11-29T10:00:09Z',
      }),
    );
    expect(lines()).toEqual(['second attempt']);
  });

  it('keeps the lines when the run has failed and Kubernetes has removed its Pod, until there is another run', async () => {
    const logs: Record<string, string | SkeError> = {
      'create-role': 'role exists\n',
    };
    const { advance, lines, show } = setUp(logs);
    await advance();
    logs['create-role'] = new SkeError({
      code: 'logs-gone',
      message: 'm',
      hint: 'h',
    });
    await show(cause({ attempt: 2 }));
    expect(lines()).toEqual(['role exists']);
    const failed = run({ state: 'failed', podsGone: true });
    await show({ run: failed, parts: [] });
    expect(lines()).toEqual(['role exists']);
    await show({ run: { ...failed, uid: 'job-2' }, parts: [] });
    expect(lines()).toEqual([]);
  });

  it('shows no control characters, and only the start of a long line', async () => {
    const { advance, lines } = setUp({
      'create-role': `\u001b[31mERROR\u001b[0m no\u202Erole\n10%\r99%\n${'x'.repeat(2_000)}`,
    });
    await advance();
    expect(lines()).toEqual([
      'ERROR no⟨U+202E⟩role',
      '99%',
      `${'x'.repeat(1_000)} …`,
    ]);
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
