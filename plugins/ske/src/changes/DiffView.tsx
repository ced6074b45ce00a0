import { yaml } from '@codemirror/lang-yaml';
import { syntaxHighlighting } from '@codemirror/language';
import { unifiedMergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { yamlHighlight, yamlTheme } from '../yaml/yamlTheme';

/** What {@link DiffView} shows. */
export interface DiffViewProps {
  /** Names the text for screen readers. */
  label: string;
  before: string;
  after: string;
}

/** The library draws the folded lines on white, with signs that many fonts lack. */
const foldedLines = EditorView.theme({
  '.cm-collapsedLines': {
    color: 'var(--bui-fg-secondary)',
    background: 'var(--bui-bg-neutral-2)',
  },
  '.cm-collapsedLines::before, .cm-collapsedLines::after': {
    content: '"⋯" !important',
  },
});

/** The new text with the removed lines above their replacement. */
export default function DiffView({ label, before, after }: DiffViewProps) {
  const parent = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const view = new EditorView({
      parent: parent.current!,
      state: EditorState.create({
        doc: after,
        extensions: [
          EditorState.readOnly.of(true),
          lineNumbers(),
          yaml(),
          syntaxHighlighting(yamlHighlight),
          yamlTheme,
          foldedLines,
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({
            'aria-label': label,
            tabindex: '0',
          }),
          unifiedMergeView({
            original: before,
            mergeControls: false,
            collapseUnchanged: { margin: 3, minSize: 6 },
          }),
        ],
      }),
    });
    return () => view.destroy();
  }, [label, before, after]);
  return <div ref={parent} />;
}
