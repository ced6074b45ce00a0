import { forEachDiagnostic } from '@codemirror/lint';
import { EditorView } from '@codemirror/view';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakePlatform } from '../live/__testUtils__';
import { promiseObject } from '../requests/__testUtils__/objects';
import { renderPage } from '../requests/__testUtils__/renderPage';
import { examplePromise } from './examplePromise';
import { PreviewPage } from './PreviewPage';

async function open(platform = new FakePlatform()) {
  await renderPage(<PreviewPage />, { platform });
  return platform;
}

async function choose(text: string) {
  const input = document.querySelector('input[type=file]') as HTMLInputElement;
  const file = new File([text], 'promise.yaml', { type: 'text/yaml' });
  // jsdom has no Blob.text.
  Object.assign(file, { text: async () => text });
  await userEvent.upload(input, file);
}

// jsdom has no layout, which the editor asks for.
Range.prototype.getClientRects = () => [] as unknown as DOMRectList;

const request = () =>
  screen.getByRole('group', { name: 'Request' }).textContent;

beforeEach(() => sessionStorage.clear());

describe('PreviewPage', () => {
  it('shows the form of a Promise and the resulting request, and writes nothing', async () => {
    const platform = await open();
    expect(screen.getByText('No Promise yet')).toBeVisible();

    await choose(examplePromise);
    await screen.findByRole('heading', { name: 'Form of cache' });
    const pages = within(
      screen.getByRole('navigation', { name: 'Pages of the form' }),
    );
    expect(
      pages.getAllByRole('button').map(({ textContent }) => textContent),
    ).toEqual(['Cache Instance Metadata', 'Team', 'Size', 'Advanced']);
    await userEvent.type(
      screen.getByRole('textbox', { name: /^Name(?!space)/ }),
      'one',
    );
    await userEvent.click(pages.getByRole('button', { name: 'Team' }));
    await userEvent.type(
      await screen.findByRole('textbox', { name: /^Team/ }),
      'shop',
    );

    await waitFor(() => expect(request()).toContain('team: shop'));
    expect(request()).toContain('kind: Cache');
    expect(request()).toContain('name: one');
    expect(platform.calls.map(({ method }) => method)).not.toContain(
      'configureResource',
    );
  });

  it('offers the text again after a reload, but does not store a text with secrets', async () => {
    const stored = () => JSON.stringify({ ...sessionStorage });
    const first = await renderPage(<PreviewPage />, {
      platform: new FakePlatform(),
    });
    await choose(examplePromise);
    await screen.findByRole('heading', { name: 'Form of cache' });
    await waitFor(() => expect(stored()).toContain('kind: Promise'));
    first.unmount();

    await open();
    expect(screen.getByText('No Promise yet')).toBeVisible();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Continue with the draft' }),
    );
    await screen.findByRole('heading', { name: 'Form of cache' });
    await choose(`${examplePromise}---\nspec: {password: hunter2}\n`);
    expect(await screen.findByText(/^No draft of this text/)).toBeVisible();
    await waitFor(() => expect(sessionStorage).toHaveLength(0));
  });

  it('checks the fields of one page when the user asks for it', async () => {
    await open();
    await choose(examplePromise);
    await userEvent.click(await screen.findByRole('button', { name: 'Team' }));

    await userEvent.click(
      screen.getByRole('button', { name: 'Check this page' }),
    );
    expect(screen.queryByText('This page is valid.')).not.toBeInTheDocument();
    await userEvent.type(
      await screen.findByRole('textbox', { name: /^Team/ }),
      'shop',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Check this page' }),
    );

    expect(await screen.findByText('This page is valid.')).toBeVisible();
  });

  it('lists what the form generator reports, such as an unknown hint', async () => {
    await open();
    await choose(
      examplePromise.replace('order: [team', 'nonsense: 1\n      order: [team'),
    );

    expect(await screen.findByText(/"nonsense" is not known/)).toBeVisible();
  });

  it('names the line of an error, and still shows the form of the last valid text', async () => {
    await open();
    await choose(examplePromise);
    await screen.findByRole('heading', { name: 'Form of cache' });

    await choose(`${examplePromise}  bad: [`);

    expect(
      await screen.findByText(/^Line \d+: This is not valid YAML/),
    ).toBeVisible();
    expect(
      screen.getByRole('heading', { name: 'Form of cache' }),
    ).toBeVisible();
    expect(screen.getByText(/form of the last valid text/)).toBeVisible();
  });

  it.each([
    ['spec: &s {dependencies: [*s]}', /^Line 1: The alias \*s is inside/],
    ['host: *.example.com', /^Line 1: \*\.example\.com is an alias/],
    ['kind: \u00a0Promise', /^Line 1: .* has a space or a mark/],
    [
      `{"a":${'['.repeat(300)}${']'.repeat(300)}}`,
      /^Line 1: The text is nested too deeply/,
    ],
  ])('says what is wrong with %.40j', async (text, message) => {
    await open();
    await choose(text);

    expect(await screen.findByText(message)).toBeVisible();
  });

  it('shows the namespace and the labels of the request, also if the form does not ask for a namespace', async () => {
    await open();
    await choose(
      examplePromise.replace(
        'order: [team',
        'hideNamespace: true\n      order: [team',
      ),
    );

    await waitFor(() => expect(request()).toContain('namespace: default'));
    expect(request()).toContain('backstage.io/kubernetes-id: cache');
  });

  it('says that a Promise without an API has no form', async () => {
    await open();
    await choose(
      'apiVersion: platform.kratix.io/v1alpha1\nkind: Promise\nmetadata: {name: tools}\nspec: {}\n',
    );

    expect(await screen.findByText('This Promise has no form')).toBeVisible();
    expect(screen.getByText(/The Promise has no API/)).toBeVisible();
  });

  it('shows the form of an installed Promise that the user chooses', async () => {
    const platform = new FakePlatform();
    platform.put(promiseObject({ name: 'redis' }));
    await open(platform);

    await userEvent.click(
      await screen.findByRole('button', { name: /Take an installed Promise/ }),
    );
    await userEvent.click(await screen.findByRole('option', { name: 'redis' }));

    expect(
      await screen.findByRole('heading', { name: 'Form of redis' }),
    ).toBeVisible();
  });

  it('starts again with the values of another Promise, and does not say that the page is valid any more', async () => {
    const platform = new FakePlatform();
    platform.put(promiseObject({ name: 'redis' }));
    await open(platform);
    await choose(examplePromise);
    await userEvent.click(await screen.findByRole('button', { name: 'Team' }));
    await userEvent.type(
      await screen.findByRole('textbox', { name: /^Team/ }),
      'shop',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Check this page' }),
    );
    await screen.findByText('This page is valid.');

    await choose(examplePromise.replaceAll(/default: .*/g, 'default: medium'));
    await waitFor(() =>
      expect(screen.queryByText('This page is valid.')).toBeNull(),
    );
    expect(request()).toContain('team: shop');

    await userEvent.click(
      await screen.findByRole('button', { name: /Take an installed Promise/ }),
    );
    await userEvent.click(await screen.findByRole('option', { name: 'redis' }));
    await screen.findByRole('heading', { name: 'Form of redis' });
    expect(request()).not.toContain('team: shop');
    expect(
      within(
        screen.getByRole('navigation', { name: 'Pages of the form' }),
      ).getAllByRole('button')[0],
    ).toHaveAttribute('aria-current', 'step');
  });

  it.each([
    ['another kind', examplePromise.replaceAll('Cache', 'Cach')],
    ['no form', examplePromise.replace(/^ {2}api:/m, '  ap:')],
  ])(
    'keeps the values and the page while the author types, and the text has %s for a moment',
    async (_, passing) => {
      await open();
      await choose(examplePromise);
      await userEvent.click(
        await screen.findByRole('button', { name: 'Team' }),
      );
      await userEvent.type(
        await screen.findByRole('textbox', { name: /^Team/ }),
        'shop',
      );
      expect(passing).not.toBe(examplePromise);
      await choose(passing);
      await waitFor(() =>
        expect(
          screen.queryByRole('button', { name: 'Cache Instance Metadata' }),
        ).toBeNull(),
      );
      await choose(examplePromise);
      expect(await screen.findByRole('textbox', { name: /^Team/ })).toHaveValue(
        'shop',
      );
      expect(request()).toContain('team: shop');
    },
  );

  it('reads a dropped file once, and marks the line of an error in a file with Windows line ends', async () => {
    await open();
    const editor = await screen.findByRole('textbox', {
      name: 'The Promise as YAML or JSON',
    });
    const lines = examplePromise.split('\n');
    const text = `${lines.slice(0, 4).join('\r\n')}\r\nbad line\r\n`;
    const file = new File([text], 'promise.yaml');
    Object.assign(file, { text: async () => text });
    fireEvent.drop(editor, {
      dataTransfer: { files: [file], types: ['Files'] },
    });
    await screen.findByText(/^Line 5: /);
    const { state } = EditorView.findFromDOM(editor)!;
    const marked: number[] = [];
    forEachDiagnostic(state, (_, from) =>
      marked.push(state.doc.lineAt(from).number),
    );
    expect(marked).toEqual([5]);
    expect(state.doc.toString()).toBe(text.replaceAll('\r\n', '\n'));
  });
});
