import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { SkeError, type PipelineRun } from '@kratix-portal/plugin-ske-common';
import { act, screen } from '@testing-library/react';
import { skeApiRef } from '../../api';
import { liveStoreApiRef } from '../../live';
import {
  fakeLiveApi,
  FakeEnvironment,
  FakePlatform,
} from '../../live/__testUtils__';
import { useLayout } from '../__testUtils__/useLayout';
import { RunLog } from '../RunLog';

const ref = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  namespace: 'team-a',
  name: 'orders',
};

const run: PipelineRun = {
  job: 'kratix-database-orders',
  namespace: 'team-a',
  uid: 'job-uid',
  pipeline: 'configure-database',
  workflow: 'resource',
  action: 'configure',
  state: 'running',
  createdAt: '2026-11-29T10:00:00Z',
  failedPods: 0,
  podsGone: false,
  pods: [
    {
      name: 'pod-1',
      namespace: 'team-a',
      uid: 'pod-uid',
      phase: 'Running',
      createdAt: '2026-11-29T10:00:00Z',
      deleting: false,
      containers: [
        {
          name: 'create-role',
          role: 'user',
          state: 'running',
          restarts: 0,
          hasLogs: true,
        },
      ],
    },
  ],
};

/** Shows the log of a container that runs and has written the given lines. */
async function show() {
  const lines = ['2026-11-29T10:00:00.1Z one\n'];
  const open = new Set<AbortSignal>();
  const environment = new FakeEnvironment();
  const platform = new FakePlatform();
  let error: SkeError | undefined;
  platform.readLogs = async function* readLogs(
    _query: unknown,
    call?: { signal?: AbortSignal },
  ) {
    const signal = call!.signal!;
    if (error) {
      throw error;
    }
    open.add(signal);
    const closed = new Promise<void>(resolve =>
      signal.addEventListener('abort', () => {
        open.delete(signal);
        resolve();
      }),
    );
    yield lines.join('');
    await closed;
  } as FakePlatform['readLogs'];
  const clicked = jest.fn();
  const live = fakeLiveApi(platform, environment);
  const advance = (milliseconds: number) =>
    act(() => environment.advance(milliseconds));
  await renderInTestApp(
    <TestApiProvider
      apis={[
        [skeApiRef, { readLogs: clicked } as never],
        [liveStoreApiRef, live],
      ]}
    >
      <RunLog resourceRef={ref} run={run} />
    </TestApiProvider>,
  );
  await advance(200);
  return {
    advance,
    clicked,
    environment,
    lines,
    live,
    open,
    refuse: (refusal: SkeError | undefined) => {
      error = refusal;
    },
  };
}

describe('useLogConnection', () => {
  useLayout();

  it('reads with the client that opens no sign-in dialog', async () => {
    const { clicked } = await show();
    expect(screen.getByText('one')).toBeVisible();
    expect(clicked).not.toHaveBeenCalled();
  });

  it('closes the streams of a hidden tab after half a minute, and continues without a gap', async () => {
    const { advance, environment, lines, open } = await show();
    environment.setHidden(true);
    await advance(29_000);
    expect(open.size).toBe(1);
    await advance(2_000);
    expect(open.size).toBe(0);
    await advance(300_000);
    expect(open.size).toBe(0);

    lines.push('2026-11-29T10:30:00Z two\n');
    environment.setHidden(false);
    await advance(200);
    expect(open.size).toBe(1);
    expect(screen.getByText('one')).toBeVisible();
    expect(screen.getByText('two')).toBeVisible();
    expect(screen.queryByText(/Connection lost/)).not.toBeInTheDocument();
  });

  it('continues after the user has signed in', async () => {
    const { advance, environment, lines, live, open, refuse } = await show();
    refuse(new SkeError({ code: 'session-ended', message: 'm', hint: 'h' }));
    environment.goOffline();
    await advance(1_000);
    expect(screen.getByText(/You are signed out/)).toBeVisible();
    expect(live.store.isSignedOut).toBe(true);

    lines.push('2026-11-29T10:00:01Z two\n');
    refuse(undefined);
    live.store.retry();
    await advance(200);
    expect(open.size).toBe(1);
    expect(screen.getByText('two')).toBeVisible();
  });

  it('notices at once that the network is gone and back', async () => {
    const { advance, environment, lines, open } = await show();
    environment.goOffline();
    await advance(0);
    expect(open.size).toBe(0);
    expect(screen.getByText(/The connection was lost/)).toBeVisible();

    lines.push('2026-11-29T10:00:01Z two\n');
    environment.goOnline();
    await advance(200);
    expect(open.size).toBe(1);
    expect(screen.getByText('two')).toBeVisible();
  });

  it('closes the streams when the log is left', async () => {
    const { open } = await show();
    screen.getByRole('button', { name: /create-role/ }).click();
    await screen.findByRole('button', { name: /create-role/, expanded: false });
    expect(open.size).toBe(0);
  });
});
