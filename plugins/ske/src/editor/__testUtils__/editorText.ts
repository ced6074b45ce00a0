import { EditorView } from '@codemirror/view';
import { act } from '@testing-library/react';

/** The text of an editor. The DOM has only the lines that are visible. */
export function textOf(editor: HTMLElement): string {
  return EditorView.findFromDOM(editor)!.state.doc.toString();
}

/** Replaces the text of an editor, because jsdom cannot type into it. */
export function setText(editor: HTMLElement, text: string): void {
  const view = EditorView.findFromDOM(editor)!;
  act(() =>
    view.dispatch({
      changes: { from: 0, to: view.state.doc.length, insert: text },
    }),
  );
}

/** Replaces a part of the text of an editor. */
export function replaceIn(
  editor: HTMLElement,
  before: string,
  after: string,
): void {
  setText(editor, textOf(editor).replace(before, after));
}
