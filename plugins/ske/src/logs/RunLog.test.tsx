import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  SkeError,
  type PipelineLogQuery,
  type PipelineRun,
} from '@kratix-portal/plugin-ske-common';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useEffect, useState } from 'react';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { fakeApis, FakePlatform } from '../live/__testUtils__';
import { useLayout } from './__testUtils__/useLayout';
import { RunLog } from './RunLog';

const ref = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  namespace: 'team-a',
  name: 'orders',
};

function runOf(
  ...containers: PipelineRun['pods'][0]['containers']
): PipelineRun {
  return {
    job: 'kratix-database-orders',
    namespace: 'team-a',
    uid: 'job-uid',
    pipeline: 'configure-database',
    workflow: 'resource',
    action: 'configure',
    state: 'running',
    createdAt: '2026-08-01T10:00:00Z',
    failedPods: 0,
    podsGone: false,
    pods: [
      {
        name: 'pod-1',
        namespace: 'team-a',
        uid: 'pod-uid',
        phase: 'Running',
        createdAt: '2026-08-01T10:00:00Z',
        deleting: false,
        containers,
      },
    ],
  };
}

const failed = {
  name: 'create-role',
  role: 'user',
  state: 'failed',
  exitCode: 1,
  restarts: 0,
  hasLogs: true,
} as const;

const reader = {
  name: 'reader',
  role: 'kratix',
  state: 'succeeded',
  restarts: 0,
  hasLogs: true,
} as const;

/** Serves logs by container, or by container and `previous`. A text is a whole log; an error is thrown instead of a log. */
function platformOf(logs: Record<string, string | SkeError>) {
  const platform = new FakePlatform();
  const read: PipelineLogQuery[] = [];
  platform.readLogs = async function* readLogs(query: unknown) {
    const { container, previous } = query as PipelineLogQuery;
    read.push(query as PipelineLogQuery);
    const log = logs[previous ? `${container} previous` : container];
    if (typeof log !== 'string') {
      throw log;
    }
    yield log;
  };
  return { platform, read };
}

/** Shows the log of a run, and returns a function that replaces the run. */
async function showChanging(
  first: PipelineRun,
  logs: Record<string, string | SkeError>,
) {
  let change: (run: PipelineRun) => void = () => {};
  function Page() {
    const [run, setRun] = useState(first);
    useEffect(() => {
      change = setRun;
    }, []);
    return <RunLog resourceRef={ref} run={run} />;
  }
  const { platform, read } = platformOf(logs);
  await renderInTestApp(
    <TestApiProvider apis={fakeApis(platform)}>
      <Page />
    </TestApiProvider>,
  );
  return { read, change: (run: PipelineRun) => act(async () => change(run)) };
}

async function show(
  run: PipelineRun,
  logs: Record<string, string | SkeError>,
  onPlaceChange?: jest.Mock,
) {
  const { platform, read } = platformOf(logs);
  await renderInTestApp(
    <TestApiProvider apis={fakeApis(platform)}>
      <RunLog
        resourceRef={ref}
        run={run}
        onPlaceChange={onPlaceChange}
        linkOf={({ section, line }) =>
          `https://portal.example.com/${section}?line=${line}`
        }
      />
    </TestApiProvider>,
  );
  return { read };
}

describe('RunLog', () => {
  useLayout();

  it('opens the log of the failed container, and keeps the logs of Kratix’s own containers closed', async () => {
    const transport = await show(runOf(reader, failed), {
      'create-role':
        '2026-08-01T10:00:01Z connecting\n2026-08-01T10:00:02Z role exists\n',
    });
    expect(await screen.findByText('role exists')).toBeVisible();
    expect(screen.getByText('End of the log')).toBeVisible();
    expect(
      screen.getByRole('button', { name: /reader/, expanded: false }),
    ).toBeVisible();
    expect(
      screen.getByRole('button', {
        name: /create-role.*Failed · exit code 1/,
        expanded: true,
      }),
    ).toBeVisible();
    expect(transport.read.map(({ container }) => container)).toEqual([
      'create-role',
    ]);
  });

  it.each([
    ['logs-pending', /has not started/],
    ['logs-gone', /has removed the Pod and its log/],
    ['forbidden', /You may not read this log: pods\/log/],
  ] as const)(
    'shows the reason instead of the log lines: %s',
    async (code, text) => {
      await show(runOf(failed), {
        'create-role': new SkeError({ code, message: 'pods/log', hint: 'h' }),
      });
      expect(await screen.findByText(text)).toBeVisible();
    },
  );

  it('searches, and says how many lines match', async () => {
    const user = userEvent.setup();
    await show(runOf(failed), { 'create-role': 'one\nTwo\ntwo\n' });
    await screen.findByText('one');
    await user.type(screen.getByRole('searchbox'), 'two{Enter}');
    expect(screen.getByText('1 of 2')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Match case' }));
    expect(screen.getByText('0 of 1')).toBeVisible();
  });

  it('reports the selected line to the page', async () => {
    const onPlaceChange = jest.fn();
    await show(runOf(failed), { 'create-role': 'one\ntwo\n' }, onPlaceChange);
    const button = await screen.findByRole('button', {
      name: 'Link to line 2',
    });
    act(() => button.click());
    expect(onPlaceChange).toHaveBeenCalledWith({
      section: 'pod-1/create-role/1',
      line: 2,
    });
  });

  it('moves among the lines by keyboard, selects one and copies a link to it', async () => {
    const user = userEvent.setup();
    const write = jest.spyOn(navigator.clipboard, 'writeText');
    const onPlaceChange = jest.fn();
    await show(
      runOf(failed),
      { 'create-role': 'one\ntwo\nthree\n' },
      onPlaceChange,
    );
    const line = (number: number) =>
      screen.getByRole('button', { name: `Link to line ${number}` });
    await screen.findByText('one');
    screen.getByRole('button', { name: /create-role/ }).focus();

    await user.tab();
    expect(line(1)).toHaveFocus();
    expect(line(1)).toHaveAccessibleDescription('one');
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(line(3)).toHaveFocus();
    await user.keyboard('{ArrowDown}');
    expect(line(3)).toHaveFocus();
    await user.keyboard('{Home}{ArrowDown}{Enter}');
    const place = { section: 'pod-1/create-role/1', line: 2 };
    expect(onPlaceChange).toHaveBeenCalledWith(place);
    await user.keyboard('c');
    expect(write).toHaveBeenCalledWith(
      'https://portal.example.com/pod-1/create-role/1?line=2',
    );
    await user.keyboard('{End}');
    expect(line(3)).toHaveFocus();
  });

  it('copies a link to the selected line by a button', async () => {
    const user = userEvent.setup();
    const write = jest.spyOn(navigator.clipboard, 'writeText');
    const { platform } = platformOf({ 'create-role': 'one\ntwo\n' });
    await renderInTestApp(
      <TestApiProvider apis={fakeApis(platform)}>
        <RunLog
          resourceRef={ref}
          run={runOf(failed)}
          place={{ section: 'create-role', line: 2 }}
          linkOf={({ section, line }) => `https://a.example/${section}/${line}`}
        />
      </TestApiProvider>,
    );
    await user.click(
      await screen.findByRole('button', { name: 'Copy the link to line 2' }),
    );
    expect(write).toHaveBeenCalledWith(
      'https://a.example/pod-1/create-role/1/2',
    );
  });

  it.each([
    [{ section: 'pod-9/create-role/1', line: 2 }, /names pod-9\/create-role/],
    [{ section: 'create-role', line: 7 }, /has no line 7/],
  ])(
    'says that the line or container of a link no longer exists: %j',
    async (place, text) => {
      const { platform } = platformOf({ 'create-role': 'one\ntwo\n' });
      await renderInTestApp(
        <TestApiProvider apis={fakeApis(platform)}>
          <RunLog resourceRef={ref} run={runOf(failed)} place={place} />
        </TestApiProvider>,
      );
      expect(await screen.findByText(text)).toBeVisible();
    },
  );

  it('says that closed sections are neither searched nor copied', async () => {
    const user = userEvent.setup();
    const write = jest.spyOn(navigator.clipboard, 'writeText');
    await show(runOf(reader, failed), { 'create-role': 'one\n' });
    await screen.findByText('one');
    await user.type(screen.getByRole('searchbox'), 'one');
    expect(screen.getByText('0 of 1 (in the open sections)')).toBeVisible();

    await user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(write).toHaveBeenCalledWith(
      [
        '==== pod-1 / reader ====',
        '(this section was closed, so it was not copied)',
        '==== pod-1 / create-role ====',
        'one',
      ].join('\n'),
    );
    expect(
      await screen.findByRole('button', { name: 'Copied the open sections' }),
    ).toBeVisible();
  });

  it('copies the log of a single container as it is', async () => {
    const user = userEvent.setup();
    const write = jest.spyOn(navigator.clipboard, 'writeText');
    await show(runOf(failed), { 'create-role': 'one\ntwo\n' });
    await screen.findByText('one');
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(write).toHaveBeenCalledWith('one\ntwo');
    // The message disappears.
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeVisible();
    expect(
      await screen.findByRole('button', { name: 'Copy' }, { timeout: 10_000 }),
    ).toBeVisible();
  });

  it('says that the Pods are gone', async () => {
    await show({ ...runOf(), pods: [], podsGone: true }, {});
    await waitFor(() =>
      expect(screen.getByText(/removed the Pods of this run/)).toBeVisible(),
    );
  });

  it('keeps the log that was read when Kubernetes removes the Pod', async () => {
    const run = runOf(failed);
    const { change } = await showChanging(run, {
      'create-role': 'role exists\n',
    });
    const line = await screen.findByText('role exists');

    await change({ ...run, pods: [], podsGone: true, state: 'failed' });

    expect(line).toBeVisible();
    expect(
      screen.getByRole('button', {
        name: /create-role.*Failed · Pod removed · exit code 1/,
        expanded: true,
      }),
    ).toBeVisible();
  });

  it('keeps the log of an attempt when the container starts again', async () => {
    const running = {
      ...failed,
      state: 'running',
      exitCode: undefined,
    } as const;
    const logs: Record<string, string> = {
      'create-role': '2026-08-01T10:00:01Z role exists\n',
    };
    const { change } = await showChanging(runOf(running), logs);
    await screen.findByText('role exists');

    logs['create-role previous'] = logs['create-role'];
    logs['create-role'] = '2026-08-01T10:00:09Z trying again\n';
    await change(runOf({ ...running, restarts: 1, exitCode: 1 }));

    expect(await screen.findByText('trying again')).toBeVisible();
    expect(screen.getByText('role exists')).toBeVisible();
    expect(screen.queryByText(/Lines may be missing/)).not.toBeInTheDocument();
    expect(
      screen.getByRole('button', {
        name: /create-role.*attempt 1 · Failed · exit code 1/,
        expanded: true,
      }),
    ).toBeVisible();
    expect(
      screen.getByRole('button', { name: /create-role.*attempt 2 · Running/ }),
    ).toBeVisible();
  });

  it('shows the log before the last restart', async () => {
    const user = userEvent.setup();
    await show(runOf({ ...failed, state: 'running', restarts: 1 }), {
      'create-role': 'trying again\n',
      'create-role previous': 'role exists\n',
    });
    await screen.findByText('trying again');
    await user.click(
      screen.getByRole('button', { name: /attempt 1/, expanded: false }),
    );
    expect(await screen.findByText('role exists')).toBeVisible();
  });
});
