import { HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The look of YAML, from the tokens of Backstage UI, so it follows the theme. */
export const yamlTheme = EditorView.theme({
  '&': {
    maxHeight: 'min(48rem, 75vh)',
    color: 'var(--bui-fg-primary)',
    backgroundColor: 'var(--bui-bg-app)',
    fontSize: '0.8125rem',
  },
  '&.cm-focused': {
    outline: '2px solid var(--bui-ring)',
    outlineOffset: '-2px',
  },
  '.cm-scroller': {
    fontFamily: 'var(--bui-font-monospace)',
    lineHeight: '1.5',
  },
  '.cm-gutters': {
    color: 'var(--bui-fg-secondary)',
    backgroundColor: 'var(--bui-bg-app)',
    borderRight: '1px solid var(--bui-border-1)',
  },
  '.cm-foldPlaceholder': {
    color: 'var(--bui-fg-secondary)',
    backgroundColor: 'var(--bui-bg-neutral-2)',
    border: 'none',
    padding: '0 6px',
  },
  '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': {
    backgroundColor: 'var(--bui-announcement-bg-subdued) !important',
  },
  '.cm-panels': {
    color: 'var(--bui-fg-primary)',
    backgroundColor: 'var(--bui-bg-neutral-1)',
  },
  '.cm-searchMatch': { backgroundColor: 'var(--bui-warning-bg-subdued)' },
  '.cm-searchMatch-selected': {
    outline: '2px solid var(--bui-warning-border)',
  },
});

/** Colours with a contrast of 4.5:1 or more in both themes. Keys are bold, so that the structure does not depend on colour. */
export const yamlHighlight = HighlightStyle.define([
  {
    tag: [tags.definition(tags.propertyName), tags.propertyName],
    fontWeight: 'var(--bui-font-weight-bold)',
  },
  { tag: tags.comment, color: 'var(--bui-fg-secondary)', fontStyle: 'italic' },
  {
    tag: [tags.string, tags.special(tags.string)],
    color: 'var(--bui-positive-fg-subdued)',
  },
  {
    tag: [tags.number, tags.bool, tags.null, tags.keyword],
    color: 'var(--bui-announcement-fg-subdued)',
  },
]);
