import { EditorView } from '@codemirror/view';

/** The styles of the parts that only an editor has: the cursor, proposals, documentation and marks. They use the tokens of Backstage UI. */
export const editorTheme = EditorView.theme({
  '.cm-content': { caretColor: 'var(--bui-fg-primary)' },
  '.cm-cursor': { borderLeftColor: 'var(--bui-fg-primary)' },
  '.cm-activeLine, .cm-activeLineGutter': {
    color: 'inherit',
    backgroundColor: 'transparent',
  },
  '&.cm-focused .cm-activeLine, &.cm-focused .cm-activeLineGutter': {
    backgroundColor:
      'color-mix(in srgb, var(--bui-fg-primary) 5%, transparent)',
  },
  '.cm-tooltip': {
    color: 'var(--bui-fg-primary)',
    backgroundColor: 'var(--bui-bg-popover)',
    border: '1px solid var(--bui-border-2)',
    borderRadius: 'var(--bui-radius-2)',
    maxWidth: 'min(32rem, 90vw)',
    overflowWrap: 'anywhere',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    color: 'var(--bui-fg-primary)',
    backgroundColor: 'var(--bui-announcement-bg-subdued)',
    fontWeight: 'var(--bui-font-weight-bold)',
  },
  '.cm-completionDetail': { color: 'inherit' },
  '.cm-ske-docs': { padding: 'var(--bui-space-2)' },
  '.cm-ske-docs p': { margin: '0', whiteSpace: 'pre-wrap' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--bui-negative-border)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--bui-warning-border)' },
});
