import type { IsSecret } from '@kratix-portal/plugin-ske-common';
import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { yaml } from '@codemirror/lang-yaml';
import { syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import {
  EditorState,
  Prec,
  type Transaction,
  type TransactionSpec,
} from '@codemirror/state';
import { EditorView, hoverTooltip, keymap } from '@codemirror/view';
import CodeMirror, { type ReactCodeMirrorRef } from '@uiw/react-codemirror';
import {
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  type RefObject,
} from 'react';
import { yamlHighlight, yamlTheme } from '../yaml/yamlTheme';
import { coverSecrets } from './coverSecrets';
import { describeField } from './describeField';
import { editorTheme } from './editorTheme';
import { proposeYaml } from './proposeYaml';
import { protectParts, type ReadOnlyPart } from './protectParts';
import type { Schema } from './schema';
import { YamlSource } from './YamlSource';

/** A problem with its position in the text. */
export interface ShownProblem {
  message: string;
  severity: 'error' | 'warning';
  from: number;
  to: number;
}

/** Proposals at a position of a text. */
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
  /** Proposes completions, in place of the proposals from the schema. */
  complete?: Complete;
  problems: readonly ShownProblem[];
  readOnlyParts?: readonly ReadOnlyPart[];
  isReadOnly?: boolean;
  /** Finds the values that are covered. */
  isSecret?: IsSecret;
  /** The accessible name of a covered value. */
  secretText: string;
  /** Called with the number of covered values. */
  onCovered(count: number): void;
  /** Says in the documentation of a field that it cannot be changed. */
  immutableText: string;
  /** Called when the user tries to change a part that cannot be changed. */
  onBlocked(reason: string): void;
  /** Called when a text that the user has pasted got the values of the parts that cannot be changed. */
  onRestored(reason: string): void;
  onEscape(): void;
}

/** CodeMirror for YAML. It is loaded only where an editor is shown. */
export default function YamlCode(props: YamlCodeProps) {
  const { handle, label, describedBy, value, problems, isReadOnly } = props;
  const { isSecret, secretText } = props;
  const editor = useRef<ReactCodeMirrorRef>(null);
  const latest = useRef(props);
  latest.current = props;
  const parsed = useRef<YamlSource>(undefined);

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
      EditorState.transactionFilter.of(transaction =>
        protect(transaction, latest.current, parsed),
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
      mark(view, problems);
    }
  }, [problems]);

  return (
    <CodeMirror
      ref={editor}
      value={value}
      onChange={props.onChange}
      // The problems of the initial text are known before there is a view.
      onCreateEditor={view => mark(view, latest.current.problems)}
      extensions={extensions}
      theme="none"
      height="min(40rem, 65vh)"
      readOnly={isReadOnly}
      basicSetup={{ autocompletion: false, syntaxHighlighting: false }}
    />
  );
}

/** Marks each problem at its position and at its line. */
function mark(view: EditorView, problems: readonly ShownProblem[]): void {
  const { length } = view.state.doc;
  const diagnostics = problems.map(({ from, to, severity, message }) => ({
    from: Math.min(from, length),
    to: Math.min(to, length),
    severity,
    message,
  }));
  view.dispatch(setDiagnostics(view.state, diagnostics));
}

/** The events of the changes that a user makes. Changes by the program have no such event, and undo only restores texts that were allowed. */
const USER_EVENTS = ['input', 'delete', 'move'];

/** Keeps the parts that cannot be changed, whatever the user types, pastes, drops or moves. */
function protect(
  transaction: Transaction,
  { readOnlyParts = [], onBlocked, onRestored }: YamlCodeProps,
  /** The last text that was read. It is kept because the text after a change is the text before the next change. */
  parsed: { current: YamlSource | undefined },
): Transaction | readonly TransactionSpec[] {
  const { startState, changes, newDoc } = transaction;
  if (
    !transaction.docChanged ||
    readOnlyParts.length === 0 ||
    !USER_EVENTS.some(event => transaction.isUserEvent(event))
  ) {
    return transaction;
  }
  const text = startState.doc.toString();
  const known = parsed.current;
  const after = new YamlSource(newDoc.toString());
  parsed.current = after;
  const result = protectParts({
    before: known?.text === text ? known : new YamlSource(text),
    after,
    parts: readOnlyParts,
    isTouched: ({ from, to }) => changes.touchesRange(from, to) !== false,
    isPaste:
      transaction.isUserEvent('input.paste') ||
      transaction.isUserEvent('input.drop'),
  });
  switch (result.type) {
    case 'blocked':
      onBlocked(result.reason);
      return [];
    case 'restored':
      onRestored(result.reason);
      return [
        {
          changes: { from: 0, to: startState.doc.length, insert: result.text },
          selection: { anchor: 0 },
          scrollIntoView: true,
          userEvent: 'input.paste',
        },
      ];
    default:
      return transaction;
  }
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
