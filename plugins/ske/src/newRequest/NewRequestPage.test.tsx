import { SkeError } from '@kratix-portal/plugin-ske-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { toFragment } from '../form';
import { FakePlatform } from '../live/__testUtils__';
import { change, renderPage } from '../requests/__testUtils__/renderPage';
import {
  address,
  name,
  press,
  render,
  setUp,
  toReview,
} from './__testUtils__/newRequestPage';
import { thingPromise } from './__testUtils__/thingPromise';
import { NewRequestPage } from './NewRequestPage';

describe('NewRequestPage', () => {
  beforeEach(() => sessionStorage.clear());

  it('shows what the cluster would create, creates it, and opens its page', async () => {
    const { platform, writes } = setUp();
    await render(platform);
    await toReview();

    expect(
      await screen.findByText('The cluster accepts the Thing one.'),
    ).toBeVisible();
    expect(screen.getByText('Thing v1 is old.')).toBeVisible();
    expect(screen.getByText('spec.tier')).toBeVisible();
    expect(writes).toEqual([expect.objectContaining({ dryRun: true })]);

    await press('Create');
    await waitFor(() =>
      expect(address()).toBe(
        '/kratix/resources/demo.example.com/v1/Thing/default/one',
      ),
    );
    expect(writes).toHaveLength(2);
    expect(writes[1]).toMatchObject({ onExisting: 'fail' });
    expect(JSON.parse(writes[1].manifest)).toEqual({
      apiVersion: 'demo.example.com/v1',
      kind: 'Thing',
      metadata: {
        name: 'one',
        namespace: 'default',
        labels: {
          'backstage.io/kubernetes-id': 'thing',
          'kratix.io/managed-by': 'backstage',
        },
      },
      spec: {},
    });
  });

  it('puts each cause of a rejection at its field, and opens the page of the first', async () => {
    const { platform, answers } = setUp();
    answers.push(async () => {
      throw new SkeError({
        code: 'invalid',
        message: 'Thing one is invalid.',
        causes: [
          { field: 'spec.size', message: 'spec.size is too large.' },
          { field: 'metadata.name', message: 'metadata.name is reserved.' },
          { field: 'spec.other', message: 'spec.other is missing.' },
        ],
      });
    });
    await render(platform);
    await toReview();

    await waitFor(async () => expect(await name()).toHaveFocus());
    expect(screen.getAllByText(/metadata.name is reserved/)).toHaveLength(2);
    expect(
      screen.getByText('(The form has no field for spec.other.)'),
    ).toBeVisible();

    await press('Go to the field spec.size');
    const size = await screen.findByRole('textbox', { name: /Size/ });
    await waitFor(() => expect(size).toHaveFocus());
    expect(screen.getAllByText(/spec.size is too large/)).toHaveLength(2);
    await userEvent.type(size, '2');
    expect(screen.queryByText('spec.size is too large.')).toBeNull();
  });

  it('offers the namespaces in which the user may create, and selects the last used one', async () => {
    const { platform } = setUp(['default', 'team-a', 'team-b']);
    platform.access = ({ verb, namespace }) => ({
      allowed: verb !== 'create' || ['team-a', 'team-b'].includes(namespace!),
    });
    await render(platform, { requestNamespace: 'team-b' });
    await name();

    await press(/Namespace/);
    expect(
      screen.getAllByRole('option').map(({ textContent }) => textContent),
    ).toEqual(expect.arrayContaining(['team-a', 'team-b']));
    expect(screen.queryByRole('option', { name: 'default' })).toBeNull();
    expect(screen.getByRole('option', { name: 'team-b' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
  });

  it('checks a typed namespace if namespaces cannot be listed', async () => {
    const { platform } = setUp();
    platform.refuse({ kind: 'Namespace' });
    platform.access = ({ namespace }) => ({ allowed: namespace === 'mine' });
    await render(platform);
    const field = await screen.findByLabelText(/^Namespace/);
    expect(screen.getByText(/does not know in which namespace/)).toBeVisible();
    await userEvent.clear(field);
    await userEvent.type(field, 'theirs');

    expect(
      await screen.findByText(/You may not create Thing objects in/),
    ).toBeVisible();
  });

  it('names the missing right first, and opens the form only if the user asks for it', async () => {
    const { platform } = setUp(['default', 'team-a']);
    platform.access = ({ verb }) => ({
      allowed: verb !== 'create',
      reason: 'no role allows it',
    });
    await render(platform);

    expect(
      await screen.findByRole('heading', {
        name: 'You may not create Thing objects.',
      }),
    ).toBeVisible();
    expect(screen.getByText('no role allows it')).toBeVisible();
    expect(
      screen.getByText(/nor in one of the 2 that were checked/),
    ).toBeVisible();
    expect(screen.getByText(/kubectl auth can-i create things/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Find out why' })).toHaveAttribute(
      'href',
      '/kratix/diagnosis',
    );
    expect(screen.queryByRole('textbox')).toBeNull();

    await press('Fill in the form');
    expect(await screen.findByLabelText(/^Namespace/)).toBeVisible();
    expect(
      screen
        .getByText(/Send the YAML to a person who may/)
        .closest('[tabindex]'),
    ).toHaveFocus();
  });

  it('says whether the name is free', async () => {
    const { platform } = setUp();
    platform.put({
      apiVersion: 'demo.example.com/v1',
      kind: 'Thing',
      metadata: { name: 'one', namespace: 'default' },
    });
    await render(platform);
    await userEvent.type(await name(), 'one');
    expect(await screen.findByText(/This name is taken/)).toBeVisible();
    await userEvent.type(await name(), '2');
    expect(await screen.findByText('The name one2 is free.')).toBeVisible();
    // A read of an object that does not exist is an error in the console of the browser.
    expect(
      platform.calls.filter(({ method }) => method === 'getResource'),
    ).toEqual([]);
  });

  it('says whether the name is free if the Promise hides the namespace', async () => {
    const { platform } = setUp();
    const promise = thingPromise();
    platform.put({
      ...promise,
      metadata: {
        ...promise.metadata,
        annotations: { 'kratix-portal.io/form': 'hideNamespace: true' },
      },
    });
    platform.put({
      apiVersion: 'demo.example.com/v1',
      kind: 'Thing',
      metadata: { name: 'one', namespace: 'default' },
    });
    await render(platform);
    expect(screen.queryByLabelText(/^Namespace/)).toBeNull();
    await userEvent.type(await name(), 'one');
    expect(await screen.findByText(/This name is taken/)).toBeVisible();
    await userEvent.type(await name(), '2');
    expect(await screen.findByText('The name one2 is free.')).toBeVisible();
  });

  it('sends one create for a double click', async () => {
    const { platform, writes } = setUp();
    await render(platform);
    await toReview();
    await userEvent.dblClick(
      await screen.findByRole('button', { name: 'Create' }),
    );

    await waitFor(() => expect(address()).toContain('/Thing/'));
    expect(writes.filter(({ dryRun }) => !dryRun)).toHaveLength(1);
  });

  it('does not go back while the create is in progress', async () => {
    const { platform, answers } = setUp();
    await render(platform);
    await toReview();
    await screen.findByRole('button', { name: 'Create' });
    let fail = () => {};
    answers.push(
      () =>
        new Promise((_, reject) => {
          fail = () =>
            reject(
              new SkeError({ code: 'forbidden', message: 'You may not.' }),
            );
        }),
    );
    await press('Create');
    const back = screen.getByRole('button', { name: 'Back to the form' });
    expect(back).toBeDisabled();
    await userEvent.click(back);
    expect(screen.queryByRole('textbox')).toBeNull();
    await change(fail);
    await screen.findByRole('alert');
    await press('Back to the form');
    expect(await screen.findByRole('textbox', { name: /Size/ })).toBeVisible();
  });

  it('keeps the form and the button after a failed create', async () => {
    const { platform, writes, answers } = setUp();
    await render(platform);
    await toReview();
    await screen.findByRole('button', { name: 'Create' });
    answers.push(async () => {
      throw new SkeError({ code: 'forbidden', message: 'You may not.' });
    });
    await press('Create');
    expect(await screen.findByRole('alert')).toBeVisible();
    await press('Create');

    await waitFor(() => expect(address()).toContain('/Thing/'));
    expect(writes).toHaveLength(3);
  });

  it('offers the draft after a reload, and removes it after the create', async () => {
    const { platform } = setUp();
    const first = await render(platform);
    await userEvent.type(await name(), 'one');
    await waitFor(() =>
      expect(JSON.stringify({ ...sessionStorage })).toContain('one'),
    );
    first.unmount();

    await render(platform);
    await press('Continue with the draft');
    await waitFor(async () => expect(await name()).toHaveValue('one'));
    await press('Next');
    await press('Next');
    await press('Review');
    await press('Create');
    await waitFor(() => expect(address()).toContain('/Thing/'));
    expect(sessionStorage).toHaveLength(0);
  });

  it('starts with the values of a link', async () => {
    const { platform } = setUp();
    const values = { objname: 'linked', objnamespace: 'team-a' };
    await renderPage(<NewRequestPage name="thing" />, {
      platform,
      search: toFragment(values),
    });

    expect(await name()).toHaveValue('linked');
    expect(
      screen.getByRole('group', { name: 'The request as YAML' }),
    ).toHaveTextContent('namespace: team-a');
  });

  it('says that the Promise does not exist', async () => {
    await render(new FakePlatform());
    expect(
      await screen.findByRole('heading', {
        name: 'There is no Promise thing',
        level: 2,
      }),
    ).toBeVisible();
  });
});
