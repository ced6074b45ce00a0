import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { FakeEnvironment, FakePlatform } from '../live/__testUtils__';
import type { ResourceTab } from '../routes';
import { designedStates, ref } from './__testUtils__';
import { putFailed } from './__testUtils__/platforms';
import { renderResource } from './__testUtils__/renderResource';
import { run } from './__testUtils__/runs';

const at = (environment: FakeEnvironment) => (secondsAgo: number) =>
  new Date(environment.now() - secondsAgo * 1000).toISOString();

/** Opens the page in a designed state. */
async function open(id: string, tab?: ResourceTab) {
  const state = designedStates.find(each => each.id === id)!;
  const platform = new FakePlatform();
  const environment = new FakeEnvironment();
  // Ages on the page are of the browser's clock.
  jest.spyOn(Date, 'now').mockImplementation(() => environment.now());
  state.setUp(platform, at(environment));
  const { advance } = await renderResource(platform, ref, {
    tab: tab ?? state.tab,
    environment,
  });
  return { platform, environment, advance, state };
}

const request = (uid: string, platform: FakePlatform) => {
  const [object] = platform.cluster.list(ref);
  return { ...object, metadata: { ...object?.metadata, ...ref, uid } };
};

afterEach(() => jest.restoreAllMocks());

describe('the page of a request', () => {
  it.each(designedStates.map(({ id, expected }) => [id, expected]))(
    'shows the state %s',
    async (id, expected) => {
      const { platform, advance, state } = await open(id);
      if (state.then) {
        await screen.findByRole('heading', { name: ref.name });
        state.then(platform);
        await advance(500);
      }
      const [text] = await screen.findAllByText(new RegExp(expected));
      expect(text).toBeVisible();
    },
  );

  it.each([
    ['not-picked-up', 0],
    ['not-picked-up-late', 1],
  ])(
    'warns when a request is not picked up for a minute: %s',
    async (id, count) => {
      await open(id);
      await screen.findByText('Not picked up yet');
      expect(screen.queryAllByText(/may not be running/)).toHaveLength(count);
    },
  );

  it('shows the last lines of the log of the container that failed, and links to it', async () => {
    await open('failed');
    expect(
      await screen.findByRole('group', { name: 'The last lines of the log' }),
    ).toHaveTextContent('ERROR: permission denied to create role');
    expect(
      screen.getByRole('link', { name: 'Log of configure-database' }),
    ).toHaveAttribute(
      'href',
      '/resource/pipelines?run=kratix-database-orders-configure-database-x7k2p&container=create-role',
    );
  });

  it('does not send the user to a log that Kubernetes has removed', async () => {
    const platform = new FakePlatform();
    const environment = new FakeEnvironment();
    putFailed(platform, at(environment));
    const failed = run('configure-database', 'failed', at(environment), []);
    platform.setPipelines(ref, {
      promise: 'database',
      namespace: 'team-orders',
      runs: [{ ...failed, podsGone: true, pods: [] }],
    });
    await renderResource(platform, ref, { environment });
    expect(
      await screen.findByText(/Kubernetes has removed the Pod of the run/),
    ).toBeVisible();
    expect(screen.getByText('Start the pipelines again.')).toBeVisible();
    expect(screen.queryByText(/^Find the cause in the log/)).toBeNull();
  });

  it('says how long a deletion took, and shows no step as in progress', async () => {
    const { platform, advance } = await open('deleting');
    await screen.findAllByText('In progress');
    platform.remove({
      apiVersion: ref.apiVersion,
      kind: ref.kind,
      metadata: { name: ref.name, namespace: ref.namespace },
    });
    await advance(500);
    expect(await screen.findByText(/The deletion took \d+ s/)).toBeVisible();
    const card = screen.getByRole('region', { name: 'Deletion' });
    expect(within(card).queryByText('In progress')).not.toBeInTheDocument();
    expect(within(card).queryByText('Waiting')).not.toBeInTheDocument();
  });

  it('keeps the data on the page while the backend cannot be reached', async () => {
    const { platform, advance } = await open('ready');
    await screen.findByText('orders.team-orders.db.example.com');
    platform.goDown();
    await advance(60_000);
    expect(screen.getByText('orders.team-orders.db.example.com')).toBeVisible();
  });

  it('keeps the data on the page when the session ends', async () => {
    const { platform, advance } = await open('ready');
    await screen.findByText('orders.team-orders.db.example.com');
    platform.endSession();
    await advance(5_000);
    expect(screen.getByText('orders.team-orders.db.example.com')).toBeVisible();
  });

  it('says that another request has taken the name of the deleted request', async () => {
    const { platform, advance } = await open('ready');
    await screen.findByRole('heading', { name: ref.name });
    const again = request('another-uid', platform);
    platform.remove(again);
    await advance(500);
    expect(screen.getByText(/^Deleted at/)).toBeVisible();
    platform.put(again);
    await advance(500);
    expect(screen.getByText(/This is another one/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'OK' }));
    expect(screen.queryByText(/This is another one/)).not.toBeInTheDocument();
  });

  it('suggests the right kind if the cluster does not have the kind in the address', async () => {
    const platform = new FakePlatform();
    const environment = new FakeEnvironment();
    designedStates[0].setUp(platform, at(environment));
    platform.refuse(
      { kind: 'databases' },
      new SkeError({ code: 'kind-not-served', message: 'not served' }),
    );
    await renderResource(
      platform,
      { ...ref, kind: 'databases' },
      { environment },
    );
    expect(
      await screen.findByRole('heading', {
        name: 'The kind databases does not exist',
      }),
    ).toBeVisible();
    expect(
      await screen.findByRole('link', {
        name: 'Database orders in team-orders',
      }),
    ).toBeVisible();
  });

  it('F10: says that a submitted request does not exist yet', async () => {
    const platform = new FakePlatform();
    const environment = new FakeEnvironment();
    await renderResource(platform, ref, {
      environment,
      submission: {
        phase: 'pending-review',
        pullRequestUrl: 'https://git.example.com/pulls/1',
      },
    });
    expect(
      await screen.findByText(/Waiting for approval. The change is applied/),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Open the pull request' }),
    ).toHaveAttribute('href', 'https://git.example.com/pulls/1');
  });
});

describe('the overview', () => {
  it('hides values that look like secrets until the user asks for them', async () => {
    await open('ready');
    const show = await screen.findByRole('button', { name: 'Show Password' });
    expect(screen.queryByText(/x8!kq/)).not.toBeInTheDocument();
    expect(
      screen.getByText('Hidden, because it looks like a secret'),
    ).toBeInTheDocument();
    await userEvent.click(show);
    expect(screen.getByText(/x8!kq/)).toBeVisible();
  });

  it('opens a link from a pipeline in a new tab without access to the portal tab', async () => {
    await open('ready');
    const link = await screen.findByRole('link', {
      name: /grafana.example.com/,
    });
    expect(link).toHaveAttribute('rel', 'noopener noreferrer');
    expect(link).toHaveAttribute('target', '_blank');
  });

  it('marks the condition that decides the state', async () => {
    await open('failed');
    const row = await screen.findByRole('row', {
      name: /ConfigureWorkflowCompleted.*Decides the state/,
    });
    expect(row).toHaveAttribute('data-marked');
  });

  it('names the rights that are missing and shows everything else', async () => {
    await open('partly-refused');
    expect(
      await screen.findByText(/^You may not list ResourceBinding objects/),
    ).toBeVisible();
    expect(
      screen.getByText(/^You may not list PromiseRevision objects/),
    ).toBeVisible();
    expect(screen.getByText('orders.team-orders.db.example.com')).toBeVisible();
  });

  it('does not read Works and Events, because only other tabs show them', async () => {
    const { platform } = await open('ready');
    await screen.findByText('orders.team-orders.db.example.com');
    expect(platform.subscriptions.map(({ kind }) => kind).sort()).toEqual([
      'Database',
      'Promise',
      'PromiseRevision',
      'ResourceBinding',
    ]);
    expect(
      platform.calls.filter(({ method }) => method === 'getResourceEvents'),
    ).toEqual([]);
  });
});

describe('the other tabs', () => {
  it('names the missing right if the user may not list Jobs', async () => {
    await open('partly-refused-pipelines');
    expect(
      await screen.findByText(/^You may not list Job objects/),
    ).toBeVisible();
    expect(screen.queryByText('No runs')).not.toBeInTheDocument();
  });

  it('shows Works, their Destinations and files', async () => {
    await open('placement');
    expect(await screen.findByText('worker-eu-1')).toBeVisible();
    expect(screen.getByText('worker-eu-2')).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'database/statefulset.yaml' }),
    ).toHaveAttribute('aria-expanded', 'false');
    // No level is left out, so that the headings are an outline of the page.
    const levels = screen
      .getAllByRole('heading')
      .map(({ tagName }) => Number(tagName.slice(1)));
    levels
      .slice(1)
      .forEach((level, index) =>
        expect(level).toBeLessThanOrEqual(levels[index] + 1),
      );
  });

  it('says that the user may not list Works or Destinations', async () => {
    await open('partly-refused-placement');
    expect(
      await screen.findByText(/^You may not list Work objects/),
    ).toBeVisible();
    expect(
      screen.getByText(/^You may not list Destination objects/),
    ).toBeVisible();
  });

  it('leaves out events that repeat at each reconciliation until the user asks for them', async () => {
    await open('events');
    const table = await screen.findByRole('table', { name: 'Events' });
    expect(within(table).queryByText('ReconcileStarted')).toBeNull();
    await userEvent.click(screen.getByRole('checkbox', { name: /Show 14/ }));
    expect(within(table).getByText('ReconcileStarted')).toBeVisible();
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Warnings first' }),
    );
    expect(within(table).getAllByRole('rowheader')[0]).toHaveTextContent(
      'FailedPromiseRevisionLookup',
    );
  });

  it('shows the graph as a list in which the arrow keys move the focus', async () => {
    await open('graph');
    const tree = await screen.findByRole('treegrid');
    const row = (name: RegExp) => within(tree).getByRole('row', { name });
    await within(tree).findByText('worker-eu-1');
    await userEvent.tab();
    while (document.activeElement?.getAttribute('role') !== 'row') {
      await userEvent.tab();
    }
    expect(row(/Promise database/)).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}');
    expect(row(/Request orders/)).toHaveFocus();
    await userEvent.keyboard('{ArrowLeft}');
    expect(row(/Request orders/)).toHaveAttribute('aria-expanded', 'false');
    expect(within(tree).queryByText('worker-eu-1')).not.toBeInTheDocument();
    await userEvent.keyboard('{ArrowRight}{End}');
    expect(row(/register-dns/)).toHaveFocus();
    expect(row(/worker-eu-1/)).toHaveAttribute('aria-level', '5');
  });

  it('draws the graph, and the arrow keys move the focus along its edges', async () => {
    await open('graph');
    await userEvent.click(
      await screen.findByRole('radio', { name: 'Drawing' }),
    );
    const tree = await screen.findByRole('tree', {
      name: 'What belongs together',
    });
    const item = (name: RegExp) => within(tree).getByRole('treeitem', { name });
    await within(tree).findByText('worker-eu-1');
    expect(item(/worker-eu-1/)).toHaveAttribute('aria-level', '5');
    await userEvent.tab();
    expect(item(/^Promise .*database/)).toHaveFocus();
    await userEvent.keyboard('{ArrowRight}');
    expect(item(/^Request .*orders/)).toHaveFocus();
    expect(item(/^Request .*orders/)).toHaveTextContent('Ready');
    await userEvent.keyboard('{ArrowLeft}{End}');
    expect(item(/register-dns/)).toHaveFocus();
    await userEvent.click(screen.getByRole('radio', { name: 'List' }));
    expect(await screen.findByRole('treegrid')).toBeVisible();
  });
});
