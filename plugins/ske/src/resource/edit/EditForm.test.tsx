import { SkeError } from '@kratix-portal/plugin-ske-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { replaceIn, textOf } from '../../editor/__testUtils__/editorText';
import { openEdit } from './__testUtils__/openEdit';
import {
  field,
  openEditForm,
  press,
  retype,
  yaml,
} from './__testUtils__/openEditForm';

jest.setTimeout(120_000);

beforeEach(() => sessionStorage.clear());
afterEach(() => jest.restoreAllMocks());

describe('the form of the tab Edit', () => {
  it('shows the live object with its YAML beside it, and changes nothing until the user does', async () => {
    await openEditForm();
    expect(await field('Version')).toHaveValue('16');
    expect(await field('Tier')).toHaveValue('');
    expect(yaml()).not.toHaveTextContent('tier');
    expect(yaml()).not.toHaveTextContent('requested-by: null');
    expect(
      screen.getByText(/The form has no fields for .*spec.extra/),
    ).toBeVisible();
    expect(
      screen.getByText('You have not changed anything yet.'),
    ).toBeVisible();
  });

  it('says which field cannot be changed, and why name and namespace cannot', async () => {
    await openEditForm();
    expect(await field('Database engine')).toHaveAttribute('readonly');
    expect(
      screen.getByText(/This field cannot be changed after it was set/),
    ).toBeVisible();
    expect(
      screen.getByText(/Name and namespace of an object cannot be changed/),
    ).toBeVisible();
  });

  it('sends the whole spec, including the fields that the form does not show', async () => {
    const { sent, object } = await openEditForm();
    await retype('Version', '17');
    expect(yaml()).toHaveTextContent('version: "17"');
    await press('Review');
    expect(
      await screen.findByText('The cluster would accept this change.'),
    ).toBeVisible();
    await press('Save');
    await screen.findByText(/has accepted your change/);
    const { metadata, spec } = JSON.parse(sent[1].manifest);
    expect(sent.map(({ dryRun }) => dryRun)).toEqual([true, false]);
    expect(spec).toEqual({ ...object().spec, version: '17' });
    expect(metadata).toMatchObject({
      uid: object().metadata.uid,
      resourceVersion: object().metadata.resourceVersion,
      annotations: object().metadata.annotations,
      labels: object().metadata.labels,
    });
    expect(sessionStorage).toHaveLength(0);
  });

  it('has the same content as the YAML, and is disabled while the YAML is invalid', async () => {
    await openEditForm();
    await retype('Version', '17');
    await press('YAML');
    const editor = await field('Database orders as YAML');
    expect(textOf(editor)).toContain('version: "17"');
    replaceIn(editor, 'spec:', '# mine\nspec: [');
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Form' })).toHaveAttribute(
        'aria-disabled',
        'true',
      ),
    );
    expect(
      await screen.findAllByText(/This is not valid YAML/),
    ).not.toHaveLength(0);
    replaceIn(editor, 'spec: [', 'spec:');
    replaceIn(editor, 'version: "17"', 'version: "18"');
    await press('Form');
    expect(await field('Version')).toHaveValue('18');
    expect(yaml()).toHaveTextContent('# mine');
  });

  it('puts each cause of a rejection at its field', async () => {
    const { answers } = await openEditForm();
    answers.push(async () => {
      throw new SkeError({
        code: 'invalid',
        message: 'Database orders is invalid.',
        causes: [
          { field: 'spec.version', message: 'spec.version is too new.' },
          { field: 'spec.extra', message: 'spec.extra is odd.' },
        ],
      });
    });
    await retype('Version', '99');
    await press('Review');
    await waitFor(async () => expect(await field('Version')).toHaveFocus());
    expect(screen.getAllByText(/spec.version is too new/)).toHaveLength(2);
    expect(
      screen.getByText('(The form has no field for spec.extra.)'),
    ).toBeVisible();
  });

  const ACCEPTED = { operation: 'updated', notices: [], changes: [] };

  /** A response that arrives only when the test releases it. */
  function hold() {
    let release = () => {};
    const answer = new Promise(resolve => {
      release = () => resolve(ACCEPTED);
    });
    return { answer: () => answer, release: () => release() };
  }

  it('cannot be changed while the page waits for the dry run', async () => {
    const { answers, sent } = await openEditForm();
    const { answer, release } = hold();
    answers.push(answer);
    await retype('Version', '17');
    await press('Review');
    await waitFor(() => expect(sent).toHaveLength(1));
    const version = await field('Version');
    await userEvent.type(version, '99');
    await press('Discard my changes');
    expect(version).toHaveValue('17');
    release();
    await screen.findByText(/would accept this change/);
    expect(JSON.parse(sent[0].manifest).spec.version).toBe('17');
  });

  it('stays in the review while the change is being saved', async () => {
    const { answers, sent } = await openEditForm();
    const { answer, release } = hold();
    answers.push(async () => ACCEPTED, answer);
    await retype('Version', '17');
    await press('Review');
    await press('Save');
    await waitFor(() => expect(sent).toHaveLength(2));
    await press('Back to the edit');
    expect(screen.getByText('Review your changes')).toBeVisible();
    expect(screen.queryByRole('textbox', { name: 'Version' })).toBeNull();
    release();
    await screen.findByText(/has accepted your change/);
  });

  it.each([
    ['saved', undefined, 'The changes to orders are saved.', 0],
    ['not saved', 'forbidden', /^The changes to orders were not saved/, 1],
    ['perhaps saved', 'timeout', /does not know whether the changes to/, 1],
  ] as const)(
    'says that the change is %s if the user has left the page, and keeps the draft if it is needed',
    async (_, code, said, drafts) => {
      const { platform, answers, unmount } = await openEditForm();
      let respond = () => {};
      answers.push(
        async () => ACCEPTED,
        () =>
          new Promise((resolve, reject) => {
            respond = () => {
              platform.refuse({ kind: 'Database' });
              return code
                ? reject(new SkeError({ code, message: 'No.' }))
                : resolve(ACCEPTED);
            };
          }),
      );
      await retype('Version', '17');
      await press('Review');
      await press('Save');
      unmount();
      expect(sessionStorage).toHaveLength(1);
      respond();
      expect(await screen.findByText(said)).toBeInTheDocument();
      expect(sessionStorage).toHaveLength(drafts);
    },
  );

  it('merges a change of the cluster into the form only after a click', async () => {
    const { platform, object, advance } = await openEditForm();
    await retype('Version', '17');
    platform.put({
      ...object(),
      spec: { ...object().spec, storage: { sizeGiB: 40, backups: true } },
    });
    await advance(500);
    expect(await screen.findByText(/Both changes fit together/)).toBeVisible();
    expect(yaml()).toHaveTextContent('sizeGiB: 20');
    await press('Merge into my edit');
    await waitFor(() => expect(yaml()).toHaveTextContent('sizeGiB: 40'));
    expect(await field('Version')).toHaveValue('17');
    expect(await field('Size')).toHaveValue('40');
  });

  it('shows a conflict that the stream has not reported yet: the old value, the new value and who wrote it, and the user’s value', async () => {
    const { platform, object, answers, sent } = await openEditForm();
    await retype('Version', '17');
    const theirs = object();
    answers.push(async () => {
      platform.getResource = async () => ({
        manifest: {
          ...theirs,
          metadata: {
            ...theirs.metadata,
            resourceVersion: '900',
            managedFields: [
              {
                manager: 'autoscaler',
                operation: 'Update',
                time: new Date(Date.now() - 60_000).toISOString(),
                fieldsV1: { 'f:spec': { 'f:version': {} } },
              },
            ],
          },
          spec: { ...theirs.spec, version: '15' },
        } as never,
      });
      throw new SkeError({ code: 'conflict', message: 'It has changed.' });
    });
    await press('Review');
    const row = await screen.findByRole('row', {
      name: /spec\.version.*"16".*"15".*by autoscaler.*"17"/,
    });
    await userEvent.click(within(row).getByRole('radio', { name: 'Now' }));
    expect(await field('Version')).toHaveValue('17');
    await press('Merge into my edit');
    await waitFor(async () => expect(await field('Version')).toHaveValue('15'));
    await retype('Version', '18');
    await press('Review');
    await screen.findByText(/would accept this change/);
    expect(JSON.parse(sent[1].manifest).metadata.resourceVersion).toBe('900');
    // The review still compares with this object, although the stream has an older one.
    expect(screen.queryByText('Changed meanwhile')).not.toBeInTheDocument();
  });

  it('begins the next edit with the saved object, even if the stream has not reported it yet', async () => {
    const { platform, object, sent } = await openEditForm();
    await retype('Version', '17');
    await press('Review');
    await screen.findByText(/would accept this change/);
    const before = object();
    platform.getResource = async () => ({
      manifest: {
        ...before,
        metadata: { ...before.metadata, resourceVersion: '900' },
        spec: { ...before.spec, version: '17' },
      } as never,
    });
    await press('Save');
    await press('Edit again');
    await waitFor(async () => expect(await field('Version')).toHaveValue('17'));
    expect(screen.queryByText('Changed meanwhile')).not.toBeInTheDocument();
    await retype('Version', '18');
    await press('Review');
    await screen.findByText(/would accept this change/);
    expect(JSON.parse(sent[2].manifest).metadata.resourceVersion).toBe('900');
  });
});

describe('a password', () => {
  const text = () => document.body.textContent;

  it('is hidden beside the form, in a conflict and in the review until the user asks for it, and is sent', async () => {
    const { platform, object, advance, sent } = await openEditForm();
    expect(yaml()).toHaveTextContent('admin: ••••••••');
    await press('Show 1 hidden value');
    expect(yaml()).toHaveTextContent('admin: hunter2');
    await press('Show 1 hidden value');

    await retype('Version', '17');
    platform.put({ ...object(), spec: { ...object().spec, admin: 'hunter3' } });
    await advance(500);
    const row = await screen.findByRole('row', {
      name: /spec\.admin.*"•{8}".*"•{8}"/,
    });
    expect(text()).not.toMatch(/hunter[23]/);
    await press('Show 3 hidden values');
    expect(row).toHaveTextContent('"hunter3"');
    await press('Merge into my edit');
    await waitFor(() => expect(row).not.toBeInTheDocument());

    await press('Review');
    await screen.findByText(/would accept this change/);
    await screen.findByText(/Show 1 hidden value/);
    expect(text()).not.toMatch(/hunter[23]/);
    await press('Save');
    await screen.findByText(/has accepted your change/);
    expect(JSON.parse(sent[1].manifest).spec.admin).toBe('hunter3');
    expect(JSON.stringify(sent)).not.toContain('•');
  });
});

describe('an edit if the Promise cannot be read', () => {
  it('has only the YAML editor, and says why', async () => {
    await openEdit(platform => platform.refuse({ kind: 'Promise' }));
    expect(await screen.findByText(/There is no form here/)).toBeVisible();
    expect(await field('Database orders as YAML')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Form' })).toBeNull();
  });
});
