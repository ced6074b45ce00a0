import { SkeError } from '@kratix-portal/plugin-ske-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { replaceIn, textOf } from '../../editor/__testUtils__/editorText';
import type { JsonObject } from '@backstage/types';
import type { KubernetesObject } from '../../live';
import type { FakePlatform } from '../../live/__testUtils__';
import { ref } from '../__testUtils__';
import { KRATIX } from '../__testUtils__/database';
import { openEdit } from './__testUtils__/openEdit';

async function open(prepare: (platform: FakePlatform) => void = () => {}) {
  const page = await openEdit(prepare);
  await userEvent.click(await screen.findByRole('button', { name: 'YAML' }));
  const editor = await screen.findByRole('textbox', {
    name: 'Database orders as YAML',
  });
  return { ...page, editor };
}

afterEach(() => jest.restoreAllMocks());

describe('the tab Edit', () => {
  it('shows what can be changed, and says why there is nothing to review', async () => {
    const { editor } = await open();
    expect(editor).toHaveTextContent(/allowedNetworks/);
    expect(editor).not.toHaveTextContent(/status:/);
    expect(
      screen.getByText('You have not changed anything yet.'),
    ).toBeVisible();
  });

  it('is read-only without the right to change the object, and says why', async () => {
    const { editor, advance } = await open(platform => {
      platform.access = ({ verb }) => ({ allowed: verb !== 'patch' });
    });
    await advance(500);
    expect(
      screen.getByText(/do not have the right to change Database/),
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Review' })).toBeNull();
    expect(editor).toHaveAttribute('aria-readonly', 'true');
  });

  it('is read-only after the object was deleted, and does not say that the deletion is in progress', async () => {
    const { platform, editor, advance, object } = await open();
    platform.remove(object());
    await advance(500);
    expect(
      screen.getByText('The object was deleted, so it cannot be changed.'),
    ).toBeVisible();
    expect(editor).toHaveAttribute('aria-readonly', 'true');
  });

  it('does not change the text when the status changes', async () => {
    const { platform, advance, object } = await open();
    platform.put({ ...object(), status: { message: 'later' } });
    await advance(500);
    expect(screen.queryByText('Changed meanwhile')).toBeNull();
  });

  it('does not send a text that has the name of another object', async () => {
    const { editor } = await open();
    // A draft that an older version of the portal stored may look like this.
    replaceIn(editor, 'name: orders', 'name: other');
    expect(
      await screen.findByText(/The text describes another object/),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Review' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
  });

  it('checks the object with the schema of its API version, even if another version is the storage version', async () => {
    await openEdit(platform => {
      const [promise] = platform.cluster.list({
        apiVersion: KRATIX,
        kind: 'Promise',
      }) as (KubernetesObject & {
        spec: { api: { spec: { versions: JsonObject[] } } };
      })[];
      const changed = structuredClone(promise);
      const [own] = changed.spec.api.spec.versions;
      changed.spec.api.spec.versions = [
        { ...own, storage: false },
        {
          name: 'v9',
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: {
                spec: {
                  type: 'object',
                  required: ['replacement'],
                  properties: { replacement: { type: 'string' } },
                },
              },
            },
          },
        },
      ];
      platform.put(changed);
    });
    expect(await screen.findByText(/There is no form here/)).toBeVisible();
    expect(screen.queryByRole('list', { name: /problem/ })).toBeNull();
  });

  it('shows a change of another field, and merges it only after a click', async () => {
    const { platform, advance, object, editor } = await open();
    platform.put({ ...object(), spec: { ...object().spec, version: '17' } });
    await advance(500);
    const table = await screen.findByRole('table', {
      name: 'Fields that have changed',
    });
    expect(
      within(table).getByRole('row', { name: /spec\.version.*"16".*"17"/ }),
    ).toBeVisible();
    expect(editor).toHaveTextContent(/version: "16"/);
    await userEvent.click(
      screen.getByRole('button', { name: 'Merge into my edit' }),
    );
    expect(editor).toHaveTextContent(/version: "17"/);
    expect(screen.queryByText('Changed meanwhile')).toBeNull();
  });
});

describe('the review', () => {
  /** Changes the version in the text, and reviews it. */
  async function review(
    write: FakePlatform['write'],
    prepare?: (platform: FakePlatform) => void,
  ) {
    const page = await open(prepare);
    page.platform.write = write;
    replaceIn(page.editor, '"16"', '"17"');
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    return page;
  }

  it('shows the result of the dry run, and then writes the whole object', async () => {
    const sent: { manifest: string; dryRun: boolean }[] = [];
    const { object } = await review(async (_, input) => {
      sent.push(input as (typeof sent)[number]);
      return {
        operation: 'updated',
        notices: ['The cluster keeps spec.a.'],
        changes: [
          {
            field: 'spec.version',
            change: 'changed',
            before: '"16"',
            after: '"17"',
          },
        ],
      } as never;
    });
    const table = await screen.findByRole('table', {
      name: 'What the cluster would change',
    });
    expect(
      within(table).getByRole('row', {
        name: /spec\.version changed "16" "17"/,
      }),
    ).toBeVisible();
    expect(screen.getByText('The cluster keeps spec.a.')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/has accepted your change/)).toBeVisible();
    expect(sent.map(({ dryRun }) => dryRun)).toEqual([true, false]);
    const { metadata, spec } = JSON.parse(sent[1].manifest);
    expect(spec).toEqual({ ...object().spec, version: '17' });
    expect(metadata).toMatchObject({
      uid: object().metadata.uid,
      resourceVersion: object().metadata.resourceVersion,
    });
  });

  it('shows each cause of a rejection at its line, and keeps the text', async () => {
    const { editor } = await review(async () => {
      throw new SkeError({
        code: 'invalid',
        message: 'Database orders is invalid.',
        causes: [
          { field: 'spec.version', message: 'spec.version is too new.' },
          { field: 'spec.storage.sizeGiB', message: 'It must not shrink.' },
        ],
      });
    });
    const list = await screen.findByRole('list', { name: '2 problems' });
    expect(list).toHaveTextContent(/Line \d+ Error: spec.version is too new/);
    expect(list).toHaveTextContent(/Line \d+ Error: It must not shrink/);
    expect(editor).toHaveTextContent(/version: "17"/);
  });

  it('does not show a password, not even in the cause of a rejection', async () => {
    const { editor } = await review(
      async () => {
        throw new SkeError({
          code: 'invalid',
          message: 'Database orders is invalid.',
          causes: [
            {
              field: 'spec.adminPassword',
              message:
                'spec.adminPassword: Invalid value: "hunter2": too short.',
            },
          ],
        });
      },
      platform => {
        const [object] = platform.cluster.list(ref);
        const spec = { ...object.spec, adminPassword: 'hunter2' };
        platform.put({ ...object, spec });
      },
    );
    expect(
      await screen.findByRole('list', { name: /^\d problems?$/ }),
    ).toHaveTextContent(/spec\.adminPassword: Invalid value: •+: too short/);
    expect(textOf(editor)).toMatch(/adminPassword: hunter2/);
    expect(document.body).not.toHaveTextContent(/hunter2/);
    await userEvent.click(
      screen.getByRole('button', { name: 'Show 1 hidden value' }),
    );
    expect(editor).toHaveTextContent(/adminPassword: hunter2/);
  });

  it('asks for a choice when the same field has changed on the cluster', async () => {
    const { platform, advance, object, editor } = await open();
    replaceIn(editor, '"16"', '"17"');
    const spec = { ...object().spec, version: '15' };
    platform.put({ ...object(), spec });
    await advance(500);
    expect(
      await screen.findByText(/have changed the same field/),
    ).toBeVisible();
    const group = screen.getByRole('radiogroup', {
      name: 'Value of spec.version',
    });
    expect(within(group).getByRole('radio', { name: 'Yours' })).toBeChecked();
    await userEvent.click(within(group).getByRole('radio', { name: 'Now' }));
    expect(editor).toHaveTextContent(/version: "17"/);
    await userEvent.click(
      screen.getByRole('button', { name: 'Merge into my edit' }),
    );
    // The editor waits until the user has stopped typing.
    await waitFor(() => expect(editor).toHaveTextContent(/version: "15"/));
  });
});
