import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { yaml } from '@codemirror/lang-yaml';
import { syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState, Prec } from '@codemirror/state';
import { EditorView, hoverTooltip, keymap } from '@codemirror/view';
import CodeMirror, { type ReactCodeMirrorRef } from '@uiw/react-codemirror';
import {
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  type RefObject,
} from 'react';
import type { IsSecret } from '../values';
import { yamlHighlight, yamlTheme } from '../yaml/yamlTheme';
import { coverSecrets } from './coverSecrets';
import { describeField } from './describeField';
import { editorTheme } from './editorTheme';
import { proposeYaml } from './proposeYaml';
import type { FieldPath, Schema } from './schema';
import { YamlSource } from './YamlSource';

/** A part that cannot be changed, and why. */
export interface ReadOnlyPart {
  path: FieldPath;
  reason: string;
}

/** A problem with its place in the text. */
export interface ShownProblem {
  message: string;
  severity: 'error' | 'warning';
  from: number;
  to: number;
}

/** Proposals at a place of a text. */
export type Complete = (
  text: string,
  position: number,
) => { from: number; options: { label: string; info?: string }[] } | undefined;

/** What the component around the editor can call. */
export interface CodeHandle {
  /** Moves the focus and the cursor to an offset. */
  goTo(offset: number): void;
}

/** What {@link YamlCode} shows. */
export interface YamlCodeProps {
  handle: RefObject<CodeHandle>;
  label: string;
  describedBy: string;
  value: string;
  onChange(value: string): void;
  schema?: Schema;
  /** Makes the proposals, instead of the schema. */
  complete?: Complete;
  problems: readonly ShownProblem[];
  readOnlyParts?: readonly ReadOnlyPart[];
  isReadOnly?: boolean;
  /** Finds the values that are covered. */
  isSecret?: IsSecret;
  /** Says what is covered. */
  secretText: string;
  /** Called with the number of covered values. */
  onCovered(count: number): void;
  /** Says in the documentation of a field that it cannot be changed. */
  immutableText: string;
  /** Called when the user tries to change a part that cannot be changed. */
  onBlocked(reason: string): void;
  onEscape(): void;
}

/** CodeMirror for YAML. It is loaded only where an editor is shown. */
export default function YamlCode(props: YamlCodeProps) {
  const { handle, label, describedBy, value, problems, isReadOnly } = props;
  const { isSecret, secretText } = props;
  const editor = useRef<ReactCodeMirrorRef>(null);
  const latest = useRef(props);
  latest.current = props;

  useImperativeHandle(handle, () => ({
    goTo: offset => {
      const view = editor.current?.view;
      const anchor = Math.min(offset, view?.state.doc.length ?? 0);
      view?.dispatch({ selection: { anchor }, scrollIntoView: true });
      view?.focus();
    },
  }));

  const cover = useMemo(
    () =>
      isSecret
        ? coverSecrets({
            isSecret,
            label: secretText,
            onCount: count => latest.current.onCovered(count),
          })
        : [],
    [isSecret, secretText],
  );
  const extensions = useMemo(
    () => [
      cover,
      yaml(),
      syntaxHighlighting(yamlHighlight),
      yamlTheme,
      editorTheme,
      lintGutter(),
      EditorView.lineWrapping,
      autocompletion({
        override: [context => propose(context, latest.current)],
      }),
      hoverTooltip((view, position) => explain(view, position, latest.current)),
      EditorState.changeFilter.of(transaction =>
        // Changes from outside have no user event.
        transaction.isUserEvent('input') || transaction.isUserEvent('delete')
          ? protectedRanges(transaction.startState, latest.current, range =>
              transaction.changes.touchesRange(range.from, range.to),
            )
          : true,
      ),
      // Escape closes a list of proposals first. CodeMirror then lets the next Tab leave the editor.
      Prec.lowest(
        keymap.of([
          {
            key: 'Escape',
            run: () => {
              latest.current.onEscape();
              return false;
            },
          },
        ]),
      ),
      EditorView.contentAttributes.of({
        tabindex: '0',
        'aria-label': label,
        'aria-describedby': describedBy,
      }),
    ],
    [label, describedBy, cover],
  );

  useEffect(() => {
    const view = editor.current?.view;
    if (view) {
      const { length } = view.state.doc;
      const diagnostics = problems.map(({ from, to, severity, message }) => ({
        from: Math.min(from, length),
        to: Math.min(to, length),
        severity,
        message,
      }));
      view.dispatch(setDiagnostics(view.state, diagnostics));
    }
  }, [problems]);

  return (
    <CodeMirror
      ref={editor}
      value={value}
      onChange={props.onChange}
      extensions={extensions}
      theme="none"
      height="min(40rem, 65vh)"
      readOnly={isReadOnly}
      basicSetup={{ autocompletion: false, syntaxHighlighting: false }}
    />
  );
}

/** The ranges that a change must not touch, as CodeMirror wants them: from, to, from, to. */
function protectedRanges(
  state: EditorState,
  { readOnlyParts = [], onBlocked }: YamlCodeProps,
  isTouched: (range: { from: number; to: number }) => unknown,
): true | readonly number[] {
  if (readOnlyParts.length === 0) {
    return true;
  }
  const source = new YamlSource(state.doc.toString());
  const ranges = readOnlyParts.flatMap(({ path, reason }) => {
    const range = source.exactRangeOf(path);
    return range ? [{ ...range, reason }] : [];
  });
  const touched = ranges.find(isTouched);
  if (touched) {
    onBlocked(touched.reason);
  }
  return ranges
    .sort((a, b) => a.from - b.from)
    .flatMap(({ from, to }) => [from, to]);
}

function propose(
  context: CompletionContext,
  { schema, complete }: YamlCodeProps,
): CompletionResult | null {
  const text = context.state.doc.toString();
  if (complete) {
    const found = complete(text, context.pos);
    return !found || (found.options.length === 0 && !context.explicit)
      ? null
      : {
          from: found.from,
          options: found.options.map(option => ({
            ...option,
            type: 'property',
          })),
          validFor: /^[\w.[\]{}/-]*$/,
        };
  }
  const found = schema && proposeYaml(text, context.pos, schema);
  if (!found || (found.from === context.pos && !context.explicit)) {
    return null;
  }
  return {
    from: found.from,
    options: found.options.map(({ kind, ...option }) => ({
      ...option,
      type: kind === 'property' ? 'property' : 'constant',
    })),
    validFor: /^[\w./-]*$/,
  };
}

function explain(view: EditorView, position: number, props: YamlCodeProps) {
  const { schema, readOnlyParts, immutableText } = props;
  if (!schema && !readOnlyParts) {
    return null;
  }
  const source = new YamlSource(view.state.doc.toString());
  const path = source.pathAt(position);
  const range = source.exactRangeOf(path);
  const lines = describeField({ path, schema, readOnlyParts, immutableText });
  return lines.length === 0 || !range
    ? null
    : {
        pos: range.from,
        end: range.to,
        above: true,
        create: () => ({ dom: toElement(lines) }),
      };
}

function toElement(lines: readonly string[]): HTMLElement {
  const dom = document.createElement('div');
  dom.className = 'cm-ske-docs';
  for (const line of lines) {
    const paragraph = document.createElement('p');
    paragraph.textContent = line;
    dom.append(paragraph);
  }
  return dom;
}
