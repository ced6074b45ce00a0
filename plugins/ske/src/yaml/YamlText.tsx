import { yaml } from '@codemirror/lang-yaml';
import { foldGutter, syntaxHighlighting } from '@codemirror/language';
import {
  highlightSelectionMatches,
  search,
  searchKeymap,
} from '@codemirror/search';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { yamlHighlight, yamlTheme } from './yamlTheme';

/** What {@link YamlText} shows. */
export interface YamlTextProps {
  /** Names the text for screen readers. */
  label: string;
  text: string;
  wrap: boolean;
}

/** YAML with highlighting, folding and search, which cannot be changed. When the text changes, the scroll position stays the same. */
export default function YamlText({ label, text, wrap }: YamlTextProps) {
  const parent = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>();
  const wrapping = useRef(new Compartment());

  useEffect(() => {
    const editor = new EditorView({
      parent: parent.current!,
      state: EditorState.create({
        extensions: [
          EditorState.readOnly.of(true),
          lineNumbers(),
          foldGutter(),
          yaml(),
          syntaxHighlighting(yamlHighlight),
          yamlTheme,
          search({ top: true }),
          highlightSelectionMatches(),
          keymap.of(searchKeymap),
          EditorView.contentAttributes.of({
            'aria-label': label,
            tabindex: '0',
          }),
          wrapping.current.of([]),
        ],
      }),
    });
    view.current = editor;
    return () => {
      view.current = undefined;
      editor.destroy();
    };
  }, [label]);

  useEffect(() => {
    const editor = view.current;
    if (editor && editor.state.doc.toString() !== text) {
      replaceText(editor, text);
    }
  }, [text, label]);

  useEffect(() => {
    view.current?.dispatch({
      effects: wrapping.current.reconfigure(
        wrap ? EditorView.lineWrapping : [],
      ),
    });
  }, [wrap, label]);

  return <div ref={parent} />;
}

/** Replaces only the part that differs, so that folds, selection and scroll position stay. */
function replaceText(editor: EditorView, text: string): void {
  const before = editor.state.doc.toString();
  let start = 0;
  while (
    start < Math.min(before.length, text.length) &&
    before[start] === text[start]
  ) {
    start += 1;
  }
  let end = 0;
  while (
    end < Math.min(before.length, text.length) - start &&
    before[before.length - 1 - end] === text[text.length - 1 - end]
  ) {
    end += 1;
  }
  editor.dispatch({
    changes: {
      from: start,
      to: before.length - end,
      insert: text.slice(start, text.length - end),
    },
  });
}
