/** The editor's looks, in the page's colours. */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const MONO = 'ui-monospace, "SF Mono", Consolas, monospace';
/** The library's own marks are pictures in data: addresses, which the page's policy does not let load. */
const NO_PICTURE = 'none';

const looks = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'var(--surface)', fontSize: '0.8125rem', height: '100%' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: MONO, lineHeight: '1.5', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': { backgroundColor: 'var(--raised)', color: 'var(--muted)', borderRight: '1px solid var(--line)' },
  '.cm-activeLine': { backgroundColor: 'var(--weekend)' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--weekend)', color: 'var(--ink)' },
  '& .cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'var(--accent-soft)',
  },
  '.cm-panels, .cm-tooltip': {
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
    border: '1px solid var(--strong-line)',
  },
  // Errors and warnings differ in their lines and signs, and not by colour alone. Safari takes a line's style from properties of its own,
  // not from the shorthand: https://developer.mozilla.org/en-US/docs/Web/CSS/text-decoration#browser_compatibility
  '.cm-lintRange': { backgroundImage: NO_PICTURE, paddingBottom: '0' },
  '.cm-lintRange-error': {
    backgroundImage: NO_PICTURE,
    textDecorationLine: 'underline',
    textDecorationStyle: 'wavy',
    textDecorationThickness: '1.5px',
    textDecorationColor: 'var(--stop)',
    textUnderlineOffset: '3px',
  },
  '.cm-lintRange-warning': {
    backgroundImage: NO_PICTURE,
    textDecorationLine: 'underline',
    textDecorationStyle: 'dashed',
    textDecorationThickness: '1.5px',
    textDecorationColor: 'var(--warn)',
    textUnderlineOffset: '3px',
  },
  '.cm-lintRange-active': { backgroundColor: 'var(--warn-soft)' },
  '.cm-lintPoint:after': { borderBottomColor: 'var(--stop)' },
  '.cm-lint-marker': { content: 'normal', width: '1em', height: '1.5em', fontWeight: '700', textAlign: 'center' },
  '.cm-lint-marker-error': { content: 'normal', color: 'var(--stop)' },
  '.cm-lint-marker-error::before': { content: '"✕"' },
  '.cm-lint-marker-warning': { content: 'normal', color: 'var(--warn)' },
  '.cm-lint-marker-warning::before': { content: '"△"' },
  '.cm-diagnostic': { whiteSpace: 'pre-wrap', maxWidth: '36rem', fontSize: '0.8125rem' },
  '.cm-diagnostic-error': { borderLeft: '5px solid var(--stop)' },
  '.cm-diagnostic-warning': { borderLeft: '5px dashed var(--warn)' },
  // Differences: what is gone has a minus and a line through it, what is new has a plus.
  '.cm-changeGutter': { width: '1.2em', paddingLeft: '0' },
  '.cm-changedLineGutter, .cm-deletedLineGutter': { background: 'none', textAlign: 'center', fontWeight: '700' },
  '&.cm-merge-b .cm-changedLineGutter': { background: 'none', color: 'var(--accent)' },
  '&.cm-merge-b .cm-changedLineGutter::before': { content: '"+"' },
  '& .cm-deletedLineGutter': { background: 'none', color: 'var(--stop)' },
  '& .cm-deletedLineGutter::before': { content: '"−"' },
  '&.cm-merge-b .cm-changedLine, .cm-inlineChangedLine': { backgroundColor: 'var(--accent-soft)' },
  '&.cm-merge-b .cm-changedText': { background: 'none', borderBottom: '2px solid var(--accent)' },
  '& .cm-deletedChunk': { backgroundColor: 'var(--stop-soft)', color: 'var(--ink)' },
  '& .cm-deletedChunk .cm-deletedText, & .cm-deletedLine del': {
    background: 'none',
    textDecoration: 'line-through',
    textDecorationColor: 'var(--stop)',
  },
  // Not above the text, which a narrow screen has no room beside.
  '& .cm-deletedChunk .cm-chunkButtons': { position: 'static', padding: '0.3rem 0' },
  '.cm-chunkButtons button': {
    font: '600 0.8125rem system-ui, sans-serif',
    minHeight: '1.75rem',
    margin: '0 0 0.2rem 0.3rem',
    padding: '0.1rem 0.6rem',
    color: 'var(--ink)',
    background: 'var(--surface)',
    border: '1px solid var(--strong-line)',
    borderRadius: '0.3rem',
    cursor: 'pointer',
  },
  '.cm-collapsedLines': { background: 'var(--raised)', color: 'var(--muted)', paddingBlock: '0.2rem' },
});

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--muted)', fontStyle: 'italic' },
  { tag: [tags.string, tags.content, tags.attributeValue], color: 'var(--ink)' },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword], color: 'var(--warn)' },
  { tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace], color: 'var(--muted)' },
]);

export const theme: Extension = [looks, syntaxHighlighting(colours)];
