import { forEachDiagnostic } from '@codemirror/lint';
import { EditorView } from '@codemirror/view';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Link, Route, Routes } from 'react-router-dom';
import { FakePlatform } from '../live/__testUtils__';
import {
  promiseObject,
  requestObject,
} from '../requests/__testUtils__/objects';
import { change, renderPage } from '../requests/__testUtils__/renderPage';
import { toYamlText } from '../yaml';
import { InstallPage } from './InstallPage';

// jsdom has no layout, which the editor asks for.
Range.prototype.getClientRects = () => [] as unknown as DOMRectList;

const promiseText = () => {
  const { status: _, ...promise } = promiseObject();
  const { name } = promise.metadata;
  return toYamlText({ ...promise, metadata: { name } as never });
};

const NAMESPACE = '---\napiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n';

interface Input {
  manifest: string;
  dryRun: boolean;
  onExisting: string;
  basedOn?: { uid: string; resourceVersion: string };
}

const result = (operation: string) => ({ operation, notices: [], changes: [] });

/** A platform that responds to writes, and the requests that it received. */
function setUp(answer: (input: Input, call: number) => unknown) {
  const platform = new FakePlatform();
  const inputs: Input[] = [];
  platform.write = async (_, input) => {
    inputs.push(input as Input);
    return (await answer(input as Input, inputs.length)) as never;
  };
  return { platform, inputs };
}

beforeEach(() => sessionStorage.clear());

const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }));
const address = () => screen.getByTestId('address').textContent;

describe('a Promise that is large', () => {
  const withText = (text: string) => {
    const { status: _, ...promise } = promiseObject();
    const { name } = promise.metadata;
    const metadata = { name, annotations: { text } } as never;
    return { ...promise, metadata };
  };

  it('is sent without comments and indentation if the text is too large', async () => {
    const { platform, inputs } = setUp(() => result('created'));
    const comment = `# ${'x'.repeat(100)}\n`.repeat(6_000);
    await renderPage(
      <InstallPage
        initialText={promiseText().replace('spec:\n', `spec:\n${comment}`)}
      />,
      { platform },
    );
    await press('Check (dry run)');
    await screen.findByText('The cluster accepts this Promise.');
    expect(JSON.parse(inputs[0].manifest)).toMatchObject({
      kind: 'Promise',
      metadata: { name: 'redis' },
    });
  });

  it('is not sent if it is larger than the limit, and the page says how to install it', async () => {
    const { platform, inputs } = setUp(() => result('created'));
    await renderPage(
      <InstallPage initialText={toYamlText(withText('é'.repeat(270_000)))} />,
      { platform },
    );
    expect(
      await screen.findByText(/The portal sends at most 512 KiB/),
    ).toBeVisible();
    expect(
      screen.getByText('kubectl apply --server-side -f promise.yaml'),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Check (dry run)' }),
    ).toBeNull();
    expect(inputs).toEqual([]);
  });
});

describe('InstallPage', () => {
  it('checks with a dry run, writes, and opens the page of the Promise', async () => {
    const { platform, inputs } = setUp(() => result('created'));
    await renderPage(
      <InstallPage initialText={`${promiseText()}${NAMESPACE}`} />,
      { platform },
    );
    expect(
      await screen.findByText(/Another document is not used: Namespace a/),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Install redis' }),
    ).not.toBeInTheDocument();

    await press('Check (dry run)');
    expect(
      await screen.findByText('The cluster accepts this Promise.'),
    ).toBeVisible();
    await press('Install redis');

    await waitFor(() => expect(address()).toBe('/kratix/services/redis'));
    expect(inputs).toMatchObject([
      { dryRun: true, onExisting: 'fail' },
      { dryRun: false, onExisting: 'fail' },
    ]);
    expect(inputs[1].manifest).not.toContain('kind: Namespace');
  });

  it('names the causes of a refusal with their lines, and marks them in the text', async () => {
    const { platform } = setUp(() => {
      throw new SkeError({
        code: 'invalid',
        message: 'The cluster rejects it.',
        causes: [{ field: 'metadata.name', message: 'metadata.name is bad.' }],
      });
    });
    await renderPage(
      <InstallPage initialText={`# A comment\n${promiseText()}`} />,
      {
        platform,
      },
    );

    await press('Check (dry run)');

    const causes = within(
      await screen.findByRole('list', { name: 'What the cluster rejects' }),
    );
    expect(causes.getByText('Line 5: metadata.name is bad.')).toBeVisible();
    const editor = await screen.findByRole('textbox', {
      name: 'The Promise as YAML or JSON',
    });
    const { state } = EditorView.findFromDOM(editor)!;
    const marked: number[] = [];
    forEachDiagnostic(state, (_, from) =>
      marked.push(state.doc.lineAt(from).number),
    );
    expect(marked).toEqual([5]);
    expect(
      screen.queryByRole('button', { name: 'Install redis' }),
    ).not.toBeInTheDocument();
  });

  it('reads the Promise from the cluster when no response to the write arrives', async () => {
    const { platform, inputs } = setUp((_, call) => {
      if (call === 2) {
        throw new SkeError({ code: 'timeout', message: 'No answer.' });
      }
      return result(call === 3 ? 'unchanged' : 'created');
    });
    await renderPage(<InstallPage initialText={promiseText()} />, { platform });

    await press('Check (dry run)');
    await press('Install redis');

    await waitFor(() => expect(address()).toBe('/kratix/services/redis'));
    expect(inputs.map(({ dryRun }) => dryRun)).toEqual([true, false, true]);
  });

  it('offers to try again when the cluster shows that nothing was written', async () => {
    const { platform, inputs } = setUp((_, call) => {
      if (call === 2) {
        throw new SkeError({ code: 'timeout', message: 'No answer.' });
      }
      return result('created');
    });
    await renderPage(<InstallPage initialText={promiseText()} />, { platform });

    await press('Check (dry run)');
    await press('Install redis');
    expect(await screen.findByText(/nothing was written/)).toBeVisible();
    await press('Install redis');

    await waitFor(() => expect(address()).toBe('/kratix/services/redis'));
    expect(inputs).toHaveLength(4);
  });

  it('says why a user may not install', async () => {
    const { platform } = setUp(() => result('created'));
    platform.access = ({ verb }) => ({ allowed: verb !== 'create' });
    await renderPage(<InstallPage initialText={promiseText()} />, { platform });

    const button = await screen.findByRole('button', { name: 'Install redis' });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toHaveAccessibleDescription(/right to create Promises/);
  });

  it('compares the text with the installed Promise, and names the requests that do not fit the new API', async () => {
    const { platform, inputs } = setUp(() => result('updated'));
    platform.put(promiseObject());
    platform.put({ ...requestObject({ name: 'fits' }), spec: { team: 'a' } });
    platform.put({ ...requestObject({ name: 'broken' }), spec: { old: 1 } });
    const text = promiseText().replace(
      'type: object',
      'type: object\n              properties: {spec: {type: object, required: [team], properties: {team: {type: string}}}}',
    );
    await renderPage(<InstallPage initialText={text} />, { platform });

    expect(
      await screen.findByRole('heading', { name: 'What changes in redis' }),
    ).toBeVisible();
    expect(
      within(screen.getByRole('region', { name: 'API' })).getByText(/^v1/),
    ).toBeVisible();
    expect(
      await screen.findByRole('link', { name: 'team-a/broken' }),
    ).toBeVisible();
    expect(screen.getByText(/spec\.old/)).toBeVisible();
    expect(
      screen.queryByRole('link', { name: 'team-a/fits' }),
    ).not.toBeInTheDocument();
    await press('Check (dry run)');
    await press('Upgrade redis');

    await waitFor(() => expect(address()).toBe('/kratix/services/redis'));
    expect(inputs[1]).toMatchObject({ dryRun: false, onExisting: 'update' });
  });

  it('does not say that the requests are valid if they could not be listed', async () => {
    const { platform } = setUp(() => result('updated'));
    platform.put(promiseObject());
    platform.refuse(
      { kind: 'Redis' },
      new SkeError({ code: 'kind-not-served', message: 'No such kind.' }),
    );
    await renderPage(<InstallPage initialText={promiseText()} />, {
      platform,
    });

    expect(
      await screen.findByText(/does not serve the API of 1 Promise yet/),
    ).toBeVisible();
    expect(
      screen.queryByText('All of them fit the new API.'),
    ).not.toBeInTheDocument();
  });

  it('says when the text is not the Promise that the user wants to upgrade', async () => {
    const { platform } = setUp(() => result('created'));
    await renderPage(
      <InstallPage upgrades="cache" initialText={promiseText()} />,
      { platform },
    );

    expect(
      await screen.findByText(/You wanted to upgrade cache/),
    ).toBeVisible();
  });

  it('sends an upgrade as the text of the user, and asks for another check when the Promise changes', async () => {
    const { platform, inputs } = setUp(() => result('updated'));
    const installed = platform.put(promiseObject());
    await renderPage(<InstallPage initialText={promiseText()} />, { platform });
    await press('Check (dry run)');
    await screen.findByRole('button', { name: 'Upgrade redis' });
    // A resourceVersion in it would make the API remove labels that the text does not have.
    expect(inputs[0].manifest).toBe(promiseText());

    const status = { ...installed.status, message: 'later' };
    await change(() => platform.put({ ...installed, status }));
    expect(screen.getByRole('button', { name: 'Upgrade redis' })).toBeVisible();

    const metadata = { ...installed.metadata, generation: 2 };
    platform.put({ ...installed, metadata });
    await waitFor(() =>
      expect(
        screen.queryByRole('button', { name: 'Upgrade redis' }),
      ).not.toBeInTheDocument(),
    );
    await press('Check (dry run)');
    await press('Upgrade redis');
    await waitFor(() => expect(address()).toBe('/kratix/services/redis'));
    expect(inputs.map(({ dryRun }) => dryRun)).toEqual([true, true, false]);
    expect(inputs[2].manifest).toBe(promiseText());
  });

  it('does not upgrade a Promise that has changed, even if the stream has not said so', async () => {
    const reason = /has changed since you looked at it; nothing was written/;
    const { platform, inputs } = setUp(({ dryRun }) => {
      if (!dryRun) {
        throw new SkeError({
          code: 'conflict',
          message:
            'Promise redis has changed since you looked at it; nothing was written.',
        });
      }
      return result('updated');
    });
    const { uid, resourceVersion } = platform.put(promiseObject()).metadata;
    await renderPage(<InstallPage initialText={promiseText()} />, { platform });
    await press('Check (dry run)');
    await press('Upgrade redis');
    expect(await screen.findAllByText(reason)).not.toEqual([]);
    expect(inputs).toMatchObject([
      { dryRun: true, basedOn: { uid, resourceVersion } },
      { dryRun: false, basedOn: { uid, resourceVersion } },
    ]);
    // The reason stays when the stream brings the change.
    const metadata = { ...promiseObject().metadata, generation: 2 };
    await change(() => platform.put({ ...promiseObject(), metadata }));
    await screen.findByRole('button', { name: 'Check (dry run)' });
    expect(screen.getAllByText(reason)).not.toEqual([]);
    expect(address()).toBe('/');
  });

  it('says what stays of the installed Promise, once the cluster has checked the text', async () => {
    const { platform } = setUp(() => ({
      ...result('updated'),
      changes: [{ field: 'spec.workflows.promise', change: 'removed' }],
    }));
    const installed = promiseObject();
    platform.put({
      ...installed,
      spec: {
        ...installed.spec,
        workflows: {
          promise: { configure: [{ metadata: { name: 'a' } }] },
          resource: { delete: [{ metadata: { name: 'b' } }] },
        },
      },
    });
    const text = promiseText().replace(
      'spec:\n',
      'spec:\n  workflows: {promise: {}, resource: {}}\n',
    );
    await renderPage(<InstallPage initialText={text} />, { platform });
    const pipelines = within(
      await screen.findByRole('region', { name: 'Pipelines' }),
    );
    expect(pipelines.getAllByText('Not in the text')).toHaveLength(2);
    expect(pipelines.queryByText('Removed')).not.toBeInTheDocument();
    await press('Check (dry run)');
    expect(await pipelines.findByText('Removed')).toBeVisible();
    expect(pipelines.getByText('Stays')).toBeVisible();
    expect(pipelines.getByText('1 change')).toBeVisible();
    expect(
      screen.queryByText(/The check says whether they are removed/),
    ).not.toBeInTheDocument();
  });

  it.each([
    ['forbidden', 'The Promise redis was not written.'],
    ['timeout', /does not know whether the Promise redis was written/],
  ] as const)(
    'says what is known if a write ends with %s after the user has left the page',
    async (code, said) => {
      let fail = () => {};
      const { platform } = setUp((_, call) =>
        call === 1
          ? result('created')
          : new Promise((_resolve, reject) => {
              fail = () => {
                platform.write = async () => {
                  throw new SkeError({ code, message: 'No.' });
                };
                reject(new SkeError({ code, message: 'No.' }));
              };
            }),
      );
      await renderPage(
        <Routes>
          <Route
            path="/"
            element={<InstallPage initialText={promiseText()} />}
          />
          <Route path="*" element={<p>Another page</p>} />
        </Routes>,
        { platform, beside: <Link to="/elsewhere">Leave</Link> },
      );
      await press('Check (dry run)');
      await press('Install redis');
      await userEvent.click(screen.getByRole('link', { name: 'Leave' }));
      await screen.findByText('Another page');
      await change(() => fail());
      expect(await screen.findAllByText(said)).not.toEqual([]);
    },
  );

  it('does not leave another page when the response arrives after the user has gone there', async () => {
    let respond = () => {};
    const { platform } = setUp(
      (_, call) =>
        new Promise(resolve => {
          respond = () => resolve(result('created'));
          if (call === 1) {
            respond();
          }
        }),
    );
    await renderPage(
      <Routes>
        <Route path="/" element={<InstallPage initialText={promiseText()} />} />
        <Route path="*" element={<p>Another page</p>} />
      </Routes>,
      { platform, beside: <Link to="/elsewhere">Leave</Link> },
    );
    await press('Check (dry run)');
    await press('Install redis');
    await userEvent.click(screen.getByRole('link', { name: 'Leave' }));
    await screen.findByText('Another page');
    await change(() => respond());
    expect(address()).toBe('/elsewhere');
    expect(
      await screen.findAllByText('The Promise redis is installed.'),
    ).not.toEqual([]);
  });
});
