import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakePlatform } from '../../live/__testUtils__';
import { ref } from '../__testUtils__/database';
import { openEdit } from './__testUtils__/openEdit';
import {
  field,
  openEditForm,
  prepare,
  press,
  retype,
  yaml,
} from './__testUtils__/openEditForm';

jest.setTimeout(120_000);

beforeEach(() => sessionStorage.clear());
afterEach(() => jest.restoreAllMocks());

describe('the draft of an edit', () => {
  const stored = () => JSON.stringify({ ...sessionStorage });

  it('is restored after a reload together with the object that the edit began with, and is compared with later changes', async () => {
    const first = await openEditForm();
    await retype('Version', 'next');
    await waitFor(() => expect(stored()).toContain('next'));
    expect(stored()).not.toContain('hunter2');
    first.unmount();

    const platform = new FakePlatform();
    const second = await openEdit(each => {
      prepare(each);
      const [object] = each.cluster.list(ref);
      each.put({
        ...object,
        metadata: { ...object.metadata, uid: first.object().metadata.uid },
        spec: { ...object.spec, version: '15' },
      });
    }, platform);
    expect(await field('Version')).toHaveValue('15');
    await press('Continue with the draft');
    await waitFor(async () =>
      expect(await field('Version')).toHaveValue('next'),
    );
    const table = await screen.findByRole('table', {
      name: 'Fields that have changed',
    });
    expect(
      within(table).getByRole('row', {
        name: /spec\.version.*"16".*"15".*"next"/,
      }),
    ).toBeVisible();
    expect(yaml()).toHaveTextContent('admin: ••••••••');
    await press('Show 1 hidden value');
    expect(yaml()).toHaveTextContent('admin: hunter2');
    second.unmount();
  });

  it('asks for a password that was typed, before the edit can be reviewed', async () => {
    const password = () => screen.findByLabelText('Admin');
    const type = async (text: string) => {
      await userEvent.clear(await password());
      await userEvent.type(await password(), text);
    };
    const review = () => screen.findByRole('button', { name: 'Review' });
    const asked = /Enter the value of spec\.admin again/;
    const first = await openEditForm();
    await type('typed-1');
    await retype('Version', 'next');
    await waitFor(() => expect(stored()).toContain('next'));
    expect(stored()).not.toContain('typed-1');
    first.unmount();

    const { sent } = await openEditForm();
    await press('Continue with the draft');
    expect(await screen.findByText(asked)).toBeVisible();
    await userEvent.click(await review());
    expect(sent).toEqual([]);
    await type('typed-2');
    await waitFor(() => expect(screen.queryByText(asked)).toBeNull());
    await userEvent.click(await review());
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0].manifest).toContain('typed-2');
  });

  it('has the values of the cluster if the user leaves them as they are, and the focus stays on the page', async () => {
    const first = await openEditForm();
    await userEvent.clear(await screen.findByLabelText('Admin'));
    await userEvent.type(await screen.findByLabelText('Admin'), 'typed-1');
    await retype('Version', 'next');
    await waitFor(() => expect(stored()).toContain('next'));
    first.unmount();

    await openEditForm();
    await press('Continue with the draft');
    await press('Leave it as it is now');
    expect(
      screen.queryByRole('button', { name: 'Leave it as it is now' }),
    ).toBeNull();
    expect(document.activeElement).not.toBe(document.body);
    expect(
      document.querySelector('[data-ske-announcer]')?.textContent,
    ).toContain('The values stay as they are now.');
  });

  it('is saved while the user is signed out, and the typed text stays on the page', async () => {
    const { platform, advance } = await openEditForm();
    await retype('Version', 'next');
    platform.endSession();
    await advance(500);
    await retype('Version', 'latest');
    await waitFor(() => expect(stored()).toContain('latest'));
    platform.signIn();
    await advance(60_000);
    expect(await field('Version')).toHaveValue('latest');
  });

  it('is not offered to another user, and is removed', async () => {
    const first = await openEditForm();
    await retype('Version', 'next');
    await waitFor(() => expect(stored()).toContain('next'));
    first.unmount();

    const platform = new FakePlatform();
    platform.me = { ...platform.me, backstageUser: 'user:default/eve' };
    await openEditForm(platform);
    await waitFor(() => expect(stored()).not.toContain('next'));
    expect(
      screen.queryByRole('button', { name: 'Continue with the draft' }),
    ).toBeNull();
  });

  it('is removed when the user discards the changes', async () => {
    await openEditForm();
    await retype('Version', 'next');
    await waitFor(() => expect(stored()).toContain('next'));
    await press('Discard my changes');
    expect(await field('Version')).toHaveValue('16');
    await waitFor(() => expect(sessionStorage).toHaveLength(0));
  });

  it('stays on the page when another object takes the name, and is offered for that object', async () => {
    const { platform, advance, object } = await openEditForm();
    await retype('Version', 'next');
    const old = object();
    platform.remove(old);
    platform.put({
      ...old,
      metadata: { ...old.metadata, uid: 'another' },
      spec: { ...old.spec, tier: 'large' },
    });
    await advance(500);
    expect(await field('Version')).toHaveValue('next');
    expect(await field('Version')).toHaveAttribute('readonly');
    expect(
      screen.getByText(/What you have typed stays here until you press OK/),
    ).toBeVisible();
    await press('OK');
    expect(await field('Version')).toHaveValue('16');
    expect(
      screen.getByText(/of an object with this name that was deleted/),
    ).toBeVisible();
    await press('Continue with the draft');
    await waitFor(async () =>
      expect(await field('Version')).toHaveValue('next'),
    );
    await press('Merge into my edit');
    expect(await field('Tier')).toHaveValue('large');
    expect(await field('Version')).toHaveValue('next');
  });
});
