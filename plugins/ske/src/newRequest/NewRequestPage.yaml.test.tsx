import { SkeError } from '@kratix-portal/plugin-ske-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { replaceIn, setText, textOf } from '../editor/__testUtils__/editorText';
import {
  name,
  press,
  render,
  setUp,
  yamlEditor,
} from './__testUtils__/newRequestPage';

describe('NewRequestPage, the request as YAML', () => {
  beforeEach(() => sessionStorage.clear());

  it('shows the request as YAML, and keeps what the form cannot show', async () => {
    const { platform, writes } = setUp();
    await render(platform);
    await userEvent.type(await name(), 'one');
    await press('YAML');
    const editor = await yamlEditor();
    const before = textOf(editor);
    expect(before).toContain('name: one');
    setText(editor, `${before}bad: [1\n`);
    expect(await screen.findByText(/^Line \d+:/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Form' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );

    setText(
      editor,
      `# mine\n${before.replace('spec: {}', 'spec:\n  size: 3\n  extra: kept')}`,
    );
    expect(
      await screen.findByText(/The API does not know spec.extra/),
    ).toBeVisible();
    expect(
      screen.getByText('The form has no field for spec.extra. It is kept.'),
    ).toBeVisible();
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Form' })).not.toHaveAttribute(
        'aria-disabled',
      ),
    );
    await press('Form');
    expect(
      await screen.findByText(/has no field for spec.extra/),
    ).toBeVisible();
    await userEvent.type(await name(), '2');
    expect(
      screen.getByRole('group', { name: 'The request as YAML' }),
    ).toHaveTextContent('# mine');
    await press('Next');
    await press('Next');
    expect(await screen.findByRole('textbox', { name: /Size/ })).toHaveValue(
      '3',
    );
    await press('Review');
    await screen.findByText('The cluster accepts the Thing one2.');
    expect(JSON.parse(writes[0].manifest).spec).toEqual({
      size: 3,
      extra: 'kept',
    });
  });

  it('never sends a request without a namespace, and says in which step of the form it is missing', async () => {
    const { platform, writes } = setUp();
    await render(platform);
    await userEvent.type(await name(), 'one');
    await press('Next');
    await press('Next');
    await screen.findByRole('textbox', { name: /Size/ });
    await press('YAML');
    const editor = await yamlEditor();
    replaceIn(editor, '  namespace: default\n', '');
    const review = await screen.findByRole('button', { name: 'Review' });
    await waitFor(() =>
      expect(review).toHaveAccessibleDescription(
        'The text has no metadata.namespace. The portal does not choose one.',
      ),
    );
    await userEvent.click(review);
    await press('Form');
    await screen.findByRole('textbox', { name: /Size/ });
    expect(
      screen.getByRole('group', { name: 'The request as YAML' }),
    ).not.toHaveTextContent('namespace:');
    expect(
      await screen.findByRole('button', { name: 'Review' }),
    ).toHaveAccessibleDescription(
      'The step Thing Instance Metadata lacks a value: Namespace.',
    );
    await userEvent.type(
      screen.getByRole('textbox', { name: /Size/ }),
      '{Enter}',
    );
    expect(writes).toEqual([]);
  });

  it('names the missing fields of a text without metadata', async () => {
    const { platform, writes } = setUp();
    await render(platform);
    await userEvent.type(await name(), 'one');
    await press('YAML');
    setText(
      await yamlEditor(),
      'apiVersion: demo.example.com/v1\nkind: Thing\nspec: {}\n',
    );
    expect(
      await screen.findByText(
        'The text has no metadata.name. The portal does not choose one.',
      ),
    ).toBeVisible();
    await press('Review');
    expect(writes).toEqual([]);
  });

  it('puts the causes of a rejection at their lines of YAML', async () => {
    const { platform, answers } = setUp();
    answers.push(async () => {
      throw new SkeError({
        code: 'invalid',
        message: 'Thing one is invalid.',
        causes: [
          { field: 'spec.size', message: 'spec.size is too large.' },
          { field: 'spec.other', message: 'spec.other is missing.' },
        ],
      });
    });
    await render(platform);
    await userEvent.type(await name(), 'one');
    await press('YAML');
    const editor = await yamlEditor();
    replaceIn(editor, 'spec: {}', 'spec:\n  size: 900');
    await press('Review');

    const list = await screen.findByRole('list', { name: '2 problems' });
    const lines = textOf(editor).split('\n');
    const lineOf = (text: string) =>
      lines.findIndex(line => line.startsWith(text)) + 1;
    expect(list).toHaveTextContent(
      `Line ${lineOf('  size')} Error: spec.size is too large.`,
    );
    expect(list).toHaveTextContent(
      `Line ${lineOf('spec:')} Error: spec.other is missing.`,
    );
    expect(screen.getByRole('alert')).toHaveTextContent(
      'The cluster rejects 2 fields.',
    );
  });

  it.each([
    ['spec: {}', 'spec: hello', 'spec'],
    ['spec: {}', 'spec: {listeners: 80}', 'spec.listeners'],
    ['spec: {}', 'spec: {listeners: [80]}', 'spec.listeners[0]'],
    ['spec: {}', 'spec: {size: {a: 1}}', 'spec.size'],
    ['name: one', 'name: 2024', 'metadata.name'],
  ])(
    'does not show %j as a form after the change to %j, because the form would replace it',
    async (before, after, field) => {
      const { platform } = setUp();
      await render(platform);
      await userEvent.type(await name(), 'one');
      await press('YAML');
      const editor = await yamlEditor();
      const text = textOf(editor).replace(before, after);
      setText(editor, text);
      const form = () => screen.getByRole('button', { name: 'Form' });
      await waitFor(() =>
        expect(form()).toHaveAccessibleDescription(
          expect.stringContaining(`The value of ${field} has the wrong type`),
        ),
      );
      await userEvent.click(form());
      expect(textOf(await yamlEditor())).toBe(text);
    },
  );
});
