import { looksSecret } from '@kratix-portal/plugin-ske-common';
import { EditorView } from '@codemirror/view';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { setText, textOf } from './__testUtils__/editorText';
import { YamlEditor, type YamlEditorProps } from './YamlEditor';

// Loaded before the tests, so that the editor opens at once.
import './YamlCode';

// jsdom has no layout.
Range.prototype.getClientRects = () => [] as unknown as DOMRectList;

const TEXT = `spec:
  size: small
  password: hunter2
  after: kept
`;

function Editor(props: Partial<YamlEditorProps> & { initial: string }) {
  const [value, setValue] = useState(props.initial);
  return (
    <YamlEditor
      label="The request"
      isSecret={looksSecret}
      {...props}
      value={value}
      onChange={setValue}
    />
  );
}

async function open(props: Parameters<typeof Editor>[0] = { initial: TEXT }) {
  renderInTestApp(<Editor {...props} />);
  const editor = await screen.findByRole('textbox', { name: 'The request' });
  return { editor, view: EditorView.findFromDOM(editor)! };
}

const HIDDEN = 'Hidden, because it looks like a secret';
const toggle = (name = 'Show 1 hidden value') =>
  screen.getByRole('button', { name });

/** Types or deletes at the end of a part of the text, as a user does. */
function typeAfter(view: EditorView, part: string, text: string): void {
  const from = view.state.doc.toString().indexOf(part) + part.length;
  act(() =>
    view.dispatch({
      changes: { from, insert: text },
      selection: { anchor: from + text.length },
      userEvent: 'input.type',
    }),
  );
}

/** Deletes what is before the end of a part of the text with one key. */
async function deleteBefore(view: EditorView, part: string): Promise<void> {
  const anchor = view.state.doc.toString().indexOf(part) + part.length;
  act(() => {
    view.dispatch({ selection: { anchor } });
    view.focus();
  });
  await userEvent.keyboard('{Backspace}');
}

describe('the secrets in an editor', () => {
  it('are covered until the user asks for them, and the text keeps them', async () => {
    const { editor } = await open();
    expect(screen.getByRole('img', { name: HIDDEN })).toHaveTextContent('••••');
    expect(editor).toHaveTextContent(/size: small/);
    expect(editor).not.toHaveTextContent(/hunter2/);
    expect(textOf(editor)).toBe(TEXT);

    await userEvent.click(toggle());
    expect(editor).toHaveTextContent(/password: hunter2/);
    expect(screen.queryByRole('img', { name: HIDDEN })).toBeNull();

    await userEvent.click(toggle());
    expect(editor).not.toHaveTextContent(/hunter2/);
  });

  it('stay covered while the rest of the text is edited', async () => {
    const { editor, view } = await open();
    typeAfter(view, 'size: small', 'er');
    typeAfter(view, 'after: kept', '\n  more: [');
    expect(editor).toHaveTextContent(/smaller.*more: \[/);
    expect(editor).not.toHaveTextContent(/hunter2/);
    expect(textOf(editor)).toContain('password: hunter2');
  });

  it('are deleted as a whole by one key, and stay covered after undo', async () => {
    const { editor, view } = await open();
    await deleteBefore(view, 'hunter2');
    expect(textOf(editor)).toContain('password: \n');
    typeAfter(view, 'password: ', 'typed');
    expect(editor).toHaveTextContent(/password: typed/);

    // The first undo removes what was typed, and the second undo restores what was deleted.
    await userEvent.keyboard('{Control>}zz{/Control}');
    expect(textOf(editor)).toBe(TEXT);
    expect(editor).not.toHaveTextContent(/hunter2/);
    expect(screen.getByRole('img', { name: HIDDEN })).toBeVisible();
  });

  it('are covered if the page changes the text, such as after a merge', async () => {
    const { editor } = await open();
    setText(editor, TEXT.replace('hunter2', 'of-another'));
    expect(editor).not.toHaveTextContent(/of-another/);
    expect(screen.getByRole('img', { name: HIDDEN })).toBeVisible();
  });

  it('are visible while the user types them', async () => {
    const { editor, view } = await open({ initial: 'spec:\n  size: small\n' });
    expect(screen.queryByRole('button', { name: /^Show/ })).toBeNull();
    typeAfter(view, 'size: small', '\n  password: typed');
    expect(editor).toHaveTextContent(/password: typed/);
  });

  it('are covered over several lines', async () => {
    const { editor } = await open({
      initial: 'spec:\n  privateKey: |\n    one\n    two\n  after: kept\n',
    });
    expect(editor).not.toHaveTextContent(/one|two/);
    expect(editor).toHaveTextContent(/after: kept/);
  });

  it('are not quoted in the text of a problem', async () => {
    await open({ initial: 'spec:\n  password: 0777\n' });
    expect(
      await screen.findByText(/read spec\.password differently: ••••/),
    ).toBeVisible();
    await userEvent.click(toggle());
    expect(
      await screen.findByText(/read spec\.password differently: .*777/),
    ).toBeVisible();
  });
});
