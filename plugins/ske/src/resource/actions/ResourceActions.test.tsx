import { SkeError } from '@kratix-portal/plugin-ske-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeEnvironment, FakePlatform } from '../../live/__testUtils__';
import { designedStates, ref } from '../__testUtils__';
import { renderResource } from '../__testUtils__/renderResource';

const PROMISES = { apiVersion: 'platform.kratix.io/v1alpha1', kind: 'Promise' };

interface Sent {
  method: string;
  input: unknown;
}

/** Opens the page in a designed state. `prepare` changes the platform first. */
async function open(
  id: string,
  prepare: (platform: FakePlatform) => void = () => {},
) {
  const platform = new FakePlatform();
  const environment = new FakeEnvironment();
  jest.spyOn(Date, 'now').mockImplementation(() => environment.now());
  designedStates
    .find(each => each.id === id)!
    .setUp(platform, secondsAgo =>
      new Date(environment.now() - secondsAgo * 1_000).toISOString(),
    );
  const sent: Sent[] = [];
  platform.write = async (method, input) => {
    sent.push({ method, input });
    return {} as never;
  };
  prepare(platform);
  const { advance, unmount } = await renderResource(platform, ref, {
    environment,
  });
  await screen.findByRole('heading', { name: ref.name });
  const change = (labels: Record<string, string>) => {
    const [object] = platform.cluster.list(ref);
    platform.put({
      ...object,
      metadata: {
        ...object.metadata,
        labels: { ...object.metadata.labels, ...labels },
      },
    });
  };
  return { platform, advance, unmount, sent, change };
}

const button = (name: string) => screen.getByRole('button', { name });
const uidOf = (platform: FakePlatform) =>
  platform.cluster.list(ref)[0].metadata.uid;

afterEach(() => jest.restoreAllMocks());

describe('the actions of a request', () => {
  it('says which right is missing, and keeps the button reachable by keyboard', async () => {
    const { advance } = await open('ready', platform => {
      platform.access = ({ verb }) => ({ allowed: verb !== 'delete' });
    });
    await advance(500);
    const remove = button('Delete');
    expect(remove).toHaveAttribute('aria-disabled', 'true');
    expect(remove).toHaveAccessibleDescription(
      'You do not have the right to delete Database objects in team-orders.',
    );
    remove.focus();
    expect(remove).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(button('Re-run')).not.toHaveAttribute('aria-disabled');
  });

  /** A text on the page. The same text is announced too. */
  const onPage = (text: RegExp) =>
    screen.getByText(text, { ignore: '[data-ske-announcer] *' });

  it('shows what Kratix does after a re-run was requested', async () => {
    const { advance, sent, change, platform } = await open('ready');
    await userEvent.click(button('Re-run'));
    expect(sent).toEqual([
      { method: 'act reconcile', input: { ...ref, uid: uidOf(platform) } },
    ]);
    expect(
      await screen.findByText(/Re-run requested.*not picked it up yet/),
    ).toBeVisible();
    change({ 'kratix.io/manual-reconciliation': 'true' });
    await advance(500);
    expect(onPage(/not picked it up yet\.$/)).toBeVisible();
    change({ 'kratix.io/manual-reconciliation': '' });
    await advance(500);
    expect(onPage(/Kratix has picked it up/)).toBeVisible();
  });

  it('offers to resume a paused request, and says why it cannot be re-run', async () => {
    const { sent, platform } = await open('paused');
    expect(button('Re-run')).toHaveAccessibleDescription(/It is paused/);
    expect(screen.queryByRole('button', { name: 'Pause' })).toBeNull();
    await userEvent.click(button('Resume'));
    expect(sent).toEqual([
      { method: 'act resume', input: { ...ref, uid: uidOf(platform) } },
    ]);
  });

  it('keeps the focus when Pause becomes Resume, and does not move it if the user has focused something else', async () => {
    const { advance, change } = await open('ready');
    button('Pause').focus();
    await userEvent.keyboard('{Enter}');
    change({ 'kratix.io/paused': 'true' });
    await advance(500);
    expect(button('Resume')).toHaveFocus();

    const [tab] = screen.getAllByRole('link', { name: 'Overview' });
    tab.focus();
    change({ 'kratix.io/paused': '' });
    await advance(500);
    expect(button('Pause')).not.toHaveFocus();
    expect(tab).toHaveFocus();
  });

  it('shows the refusal of the cluster', async () => {
    await open('ready', platform => {
      platform.write = async () => {
        throw new SkeError({
          code: 'forbidden',
          message: 'You may not patch Database orders.',
          detail: 'databases.demo.example.com "orders" is forbidden',
        });
      };
    });
    await userEvent.click(button('Pause'));
    expect(
      await screen.findByText(/You may not change Database/),
    ).toBeVisible();
  });

  it('says that an action was refused after the user has left the page', async () => {
    let refuse = () => {};
    const { unmount } = await open('ready', platform => {
      platform.write = () =>
        new Promise((_, reject) => {
          refuse = () =>
            reject(new SkeError({ code: 'quota-exceeded', message: 'No.' }));
        });
    });
    await userEvent.click(button('Pause'));
    unmount();
    refuse();
    expect(
      await screen.findByText(/^orders: the action “Pause” was not accepted\./),
    ).toBeInTheDocument();
  });

  it('reads the object to find the outcome if an action gets no response', async () => {
    const { platform } = await open('ready');
    let writes = 0;
    platform.write = async () => {
      writes += 1;
      throw new SkeError({ code: 'timeout', message: 'No answer.' });
    };
    await userEvent.click(button('Pause'));
    expect(await screen.findByText(/nothing was changed/)).toBeVisible();
    expect(writes).toBe(1);
  });

  it('upgrades to the version that the user chooses', async () => {
    const { sent, platform } = await open('ready');
    await userEvent.click(button('Upgrade'));
    const dialog = await screen.findByRole('dialog');
    const [latest] = within(dialog).getAllByRole('radio');
    await userEvent.click(latest);
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Upgrade' }),
    );
    expect(sent).toEqual([
      {
        method: 'upgrade',
        input: { ...ref, uid: uidOf(platform), version: 'latest' },
      },
    ]);
  });
});

describe('the deletion of a request', () => {
  it('lists what is deleted with the request, and deletes exactly this object after the user has typed the name', async () => {
    const { platform, advance, sent } = await open('ready');
    await userEvent.click(button('Delete'));
    await advance(500);
    await advance(500);
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(/worker-eu-1/)).toBeVisible();
    expect(within(dialog).getByText(/no delete pipeline/)).toBeVisible();
    const confirm = within(dialog).getByRole('button', { name: 'Delete' });
    await userEvent.click(confirm);
    expect(within(dialog).getByText('This is not “orders”.')).toBeVisible();
    expect(sent).toEqual([]);
    await userEvent.type(within(dialog).getByRole('textbox'), 'orders{Enter}');
    expect(sent).toEqual([
      { method: 'deleteResource', input: { ...ref, uid: uidOf(platform) } },
    ]);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('says before the deletion that the Promise is paused', async () => {
    const { advance } = await open('ready', platform => {
      const [promise] = platform.cluster.list(PROMISES);
      const labels = { ...promise.metadata.labels, 'kratix.io/paused': 'true' };
      platform.put({ ...promise, metadata: { ...promise.metadata, labels } });
    });
    await userEvent.click(button('Delete'));
    await advance(500);
    const dialog = await screen.findByRole('dialog');
    expect(
      await within(dialog).findByText(/only after the Promise is resumed/),
    ).toBeVisible();
  });

  it('does not delete another object that takes the name while the dialog is open', async () => {
    const { platform, advance, sent } = await open('ready');
    await userEvent.click(button('Delete'));
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(within(dialog).getByRole('textbox'), 'orders');
    const [old] = platform.cluster.list(ref);
    platform.remove(old);
    platform.put({ ...old, metadata: { ...old.metadata, uid: 'another' } });
    await advance(500);

    expect(
      within(dialog).getByText(/orders was deleted meanwhile/),
    ).toBeVisible();
    expect(within(dialog).queryByRole('textbox')).toBeNull();
    expect(within(dialog).queryByRole('button', { name: 'Delete' })).toBeNull();
    await userEvent.keyboard('{Enter}');
    expect(sent).toEqual([]);
  });

  it('names the dependents that could not be listed', async () => {
    const { advance } = await open('ready', platform =>
      platform.refuse({ kind: 'Work' }),
    );
    await userEvent.click(button('Delete'));
    await advance(500);
    const dialog = await screen.findByRole('dialog');
    expect(
      within(dialog).getByText(/^You may not list Work objects/),
    ).toBeVisible();
  });

  it('keeps the dialog open and shows the error if the deletion fails', async () => {
    await open('ready', platform => {
      platform.write = async () => {
        throw new SkeError({
          code: 'conflict',
          message: 'It has another uid.',
        });
      };
    });
    await userEvent.click(button('Delete'));
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(within(dialog).getByRole('textbox'), 'orders{Enter}');
    expect(within(dialog).getByText(/has changed/)).toBeVisible();
  });

  it.each([
    ['stuck-failed', 'Run it again', 'act reconcile'],
    ['stuck-suspended', 'Resume', 'act resume'],
    ['stuck-paused', 'Resume', 'act resume'],
  ])(
    'offers the action that helps in the state %s',
    async (id, name, method) => {
      const { sent, advance, platform } = await open(id);
      await advance(500);
      const card = screen.getByRole('region', { name: 'Deletion' });
      await userEvent.click(within(card).getByRole('button', { name }));
      expect(sent).toEqual([
        { method, input: { ...ref, uid: uidOf(platform) } },
      ]);
    },
  );

  it('says that the delete pipeline has failed, although Kratix leaves its phase as Running', async () => {
    const { advance } = await open('stuck-failed');
    await advance(500);
    const card = screen.getByRole('region', { name: 'Workflow' });
    expect(within(card).getByText('Failed')).toBeVisible();
    expect(within(card).queryByText('Running')).toBeNull();
  });

  it.each(['stuck-deleting', 'stuck-silent', 'stuck-promise-paused'])(
    'offers no button in the state %s, because the portal never removes a finalizer',
    async id => {
      await open(id);
      const card = screen.getByRole('region', { name: 'Deletion' });
      expect(within(card).queryAllByRole('button')).toEqual([]);
    },
  );
});
