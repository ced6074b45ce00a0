import type { JsonObject } from '@backstage/types';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { replaceIn, textOf } from '../../editor/__testUtils__/editorText';
import { FakePlatform } from '../../live/__testUtils__';
import { KRATIX, ref } from '../__testUtils__/database';
import { openEdit } from './__testUtils__/openEdit';

jest.setTimeout(120_000);

interface Write {
  manifest: string;
  dryRun: boolean;
}

/** A schema with a field that cannot be changed, a default, a password, and a field that the object does not have. */
const SPEC = {
  type: 'object',
  properties: {
    engine: {
      type: 'string',
      title: 'Database engine',
      'x-kubernetes-validations': [{ rule: 'self == oldSelf' }],
    },
    version: { type: 'string', title: 'Version' },
    tier: { type: 'string', title: 'Tier', default: 'small' },
    admin: { type: 'string', title: 'Admin', format: 'password' },
    storage: {
      type: 'object',
      title: 'Storage',
      properties: { sizeGiB: { type: 'integer', title: 'Size' } },
    },
  },
};

function prepare(platform: FakePlatform): void {
  const [promise] = platform.cluster.list({
    apiVersion: KRATIX,
    kind: 'Promise',
  });
  const changed = structuredClone(promise) as typeof promise & {
    spec: { api: { spec: { versions: { schema: JsonObject }[] } } };
  };
  changed.spec.api.spec.versions[0].schema = {
    openAPIV3Schema: { type: 'object', properties: { spec: SPEC } },
  };
  platform.put({
    ...changed,
    metadata: {
      ...changed.metadata,
      annotations: { 'kratix-portal.io/form': 'singlePage: true' },
    },
  });
  const [object] = platform.cluster.list(ref);
  platform.put({
    ...object,
    spec: { ...object.spec, admin: 'hunter2', extra: { kept: [1] } },
  });
}

const field = (name: string | RegExp) => screen.findByRole('textbox', { name });
const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }));
const yaml = () =>
  screen.getByRole('group', { name: 'Database orders as YAML' });
const retype = async (name: string, text: string) => {
  await userEvent.clear(await field(name));
  await userEvent.type(await field(name), text);
};

async function open(platform = new FakePlatform()) {
  const page = await openEdit(prepare, platform);
  const sent: Write[] = [];
  const answers: (() => Promise<unknown>)[] = [];
  platform.write = async (_, input) => {
    sent.push(input as Write);
    const answer = answers.shift();
    return (
      answer
        ? await answer()
        : { operation: 'updated', notices: [], changes: [] }
    ) as never;
  };
  await field('Version');
  return { ...page, sent, answers };
}

beforeEach(() => sessionStorage.clear());
afterEach(() => jest.restoreAllMocks());

describe('the form of the tab Edit', () => {
  it('shows the live object beside its YAML, and changes nothing by itself', async () => {
    await open();
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
    await open();
    expect(await field('Database engine')).toHaveAttribute('readonly');
    expect(
      screen.getByText(/This field cannot be changed after it was set/),
    ).toBeVisible();
    expect(
      screen.getByText(/Name and namespace of an object cannot be changed/),
    ).toBeVisible();
  });

  it('sends the whole spec, with what the form does not show', async () => {
    const { sent, object } = await open();
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

  it('has the same content as the YAML, and is blocked by an invalid text', async () => {
    await open();
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
    const { answers } = await open();
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
    const { answers, sent } = await open();
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
    const { answers, sent } = await open();
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

  it('merges a change of the cluster into the form only after a click', async () => {
    const { platform, object, advance } = await open();
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

  it('shows the old value, the new value with its writer, and the user’s value of a conflict that the stream has not reported yet', async () => {
    const { platform, object, answers, sent } = await open();
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
  });
});

describe('a password', () => {
  const text = () => document.body.textContent;

  it('is hidden beside the form, in a conflict and in the review until the user asks for it, and is sent', async () => {
    const { platform, object, advance, sent } = await open();
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

describe('an edit without a readable Promise', () => {
  it('has the editor only, and says why', async () => {
    await openEdit(platform => platform.refuse({ kind: 'Promise' }));
    expect(await screen.findByText(/There is no form here/)).toBeVisible();
    expect(await field('Database orders as YAML')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Form' })).toBeNull();
  });
});

describe('the draft of an edit', () => {
  const stored = () => JSON.stringify({ ...sessionStorage });

  it('comes back after a reload with its base, so that it is compared with later changes', async () => {
    const first = await open();
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

  it('is saved while the user is signed out, and what was typed stays on the page', async () => {
    const { platform, advance } = await open();
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
    const first = await open();
    await retype('Version', 'next');
    await waitFor(() => expect(stored()).toContain('next'));
    first.unmount();

    const platform = new FakePlatform();
    platform.me = { ...platform.me, backstageUser: 'user:default/eve' };
    await open(platform);
    await waitFor(() => expect(stored()).not.toContain('next'));
    expect(
      screen.queryByRole('button', { name: 'Continue with the draft' }),
    ).toBeNull();
  });

  it('is removed when the user discards the changes', async () => {
    await open();
    await retype('Version', 'next');
    await waitFor(() => expect(stored()).toContain('next'));
    await press('Discard my changes');
    expect(await field('Version')).toHaveValue('16');
    await waitFor(() => expect(sessionStorage).toHaveLength(0));
  });
});
