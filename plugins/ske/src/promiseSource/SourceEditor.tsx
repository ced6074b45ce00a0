import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { yaml } from '@codemirror/lang-yaml';
import { syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorView } from '@codemirror/view';
import CodeMirror, { type ReactCodeMirrorRef } from '@uiw/react-codemirror';
import { useEffect, useMemo, useRef } from 'react';
import { yamlHighlight, yamlTheme } from '../yaml/yamlTheme';

/** Proposals at a place of a text. */
export type Complete = (
  text: string,
  position: number,
) => { from: number; options: { label: string; info?: string }[] } | undefined;

/** The editor has colours of its own for the current line, which do not follow the theme. */
const currentLine = EditorView.theme({
  '.cm-activeLine, .cm-activeLineGutter': {
    color: 'inherit',
    backgroundColor: 'var(--bui-bg-neutral-2)',
  },
});

/** What {@link SourceEditor} shows. */
export interface SourceEditorProps {
  label: string;
  describedBy?: string;
  value: string;
  onChange(value: string): void;
  /** Marks a line. */
  problem?: { line: number; message: string };
  complete?: Complete;
}

/** An editor for YAML with completion and a mark at the line of a problem. */
export default function SourceEditor(props: SourceEditorProps) {
  const { label, describedBy, value, onChange, problem, complete } = props;
  const editor = useRef<ReactCodeMirrorRef>(null);
  const latest = useRef(complete);
  latest.current = complete;
  const extensions = useMemo(
    () => [
      yaml(),
      syntaxHighlighting(yamlHighlight),
      yamlTheme,
      currentLine,
      lintGutter(),
      EditorView.lineWrapping,
      autocompletion({
        override: [context => propose(context, latest.current)],
      }),
      EditorView.contentAttributes.of({
        tabindex: '0',
        'aria-label': label,
        ...(describedBy && { 'aria-describedby': describedBy }),
      }),
    ],
    [label, describedBy],
  );

  useEffect(() => {
    const view = editor.current?.view;
    if (!view) {
      return;
    }
    const { doc } = view.state;
    const isThere = problem && problem.line <= doc.lines;
    const line = isThere ? doc.line(problem.line) : undefined;
    view.dispatch(
      setDiagnostics(
        view.state,
        line
          ? [
              {
                from: line.from,
                to: line.to,
                severity: 'error',
                message: problem!.message,
              },
            ]
          : [],
      ),
    );
  }, [problem]);

  return (
    <CodeMirror
      ref={editor}
      value={value}
      onChange={onChange}
      extensions={extensions}
      theme="none"
      height="min(32rem, 60vh)"
      // Tab leaves the editor, so the keyboard is never trapped in it.
      indentWithTab={false}
      basicSetup={{ autocompletion: false, syntaxHighlighting: false }}
    />
  );
}

function propose(
  context: CompletionContext,
  complete: Complete | undefined,
): CompletionResult | null {
  const found = complete?.(context.state.doc.toString(), context.pos);
  if (!found || (found.options.length === 0 && !context.explicit)) {
    return null;
  }
  return {
    from: found.from,
    options: found.options.map(option => ({ ...option, type: 'property' })),
    validFor: /^[\w.[\]{}/-]*$/,
  };
}
