/* eslint-disable no-control-regex -- this file is about control characters */
import Anser from 'anser';

/** A piece of a line that is drawn in one way. */
export interface StyledText {
  readonly text: string;
  /** Names of classes in `ansi.module.css`, such as `red` and `bold`. */
  readonly styles: readonly string[];
  /** An http or https address, for a hyperlink (OSC 8). */
  readonly href?: string;
}

/** Escape sequences except colours (SGR, which end in `m`) and hyperlinks, which are read first. */
const OTHER_SEQUENCES =
  /\u001b(?:\[[0-?]*[ -/]*[@-ln-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[PX^_][^\u001b]*\u001b\\|[ -/]*[0-Z\\^-~])/g;
const HYPERLINK =
  /\u001b\]8;[^;\u0007\u001b]*;([^\u0007\u001b]*)(?:\u0007|\u001b\\)/g;
/** Control characters except tab, and characters that change the direction of text. They can make a line look like a different line. */
const INVISIBLE =
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const NEEDS_WORK =
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** Reads the colours and links that a program wrote for a terminal. All other control sequences are removed. */
export function parseAnsi(line: string): readonly StyledText[] {
  if (!NEEDS_WORK.test(line)) {
    return line === '' ? [] : [{ text: line, styles: [] }];
  }
  return splitLinks(line).flatMap(({ text, href }) => parseColours(text, href));
}

/** The text without colours, links and other control sequences, for search and copy. */
export function plainText(line: string): string {
  if (!NEEDS_WORK.test(line)) {
    return line;
  }
  return parseAnsi(line)
    .map(({ text }) => text)
    .join('');
}

function splitLinks(line: string): { text: string; href?: string }[] {
  const parts: { text: string; href?: string }[] = [];
  let href: string | undefined;
  let start = 0;
  for (const found of line.matchAll(HYPERLINK)) {
    parts.push({ text: line.slice(start, found.index), href });
    href = webAddress(found[1]);
    start = found.index + found[0].length;
  }
  parts.push({ text: line.slice(start), href });
  return parts;
}

function webAddress(text: string): string | undefined {
  return /^https?:\/\//i.test(text) ? text : undefined;
}

function parseColours(text: string, href: string | undefined): StyledText[] {
  return Anser.ansiToJson(text.replace(OTHER_SEQUENCES, ''), {
    json: true,
    remove_empty: true,
    use_classes: true,
  })
    .filter(({ content }) => content !== '')
    .map(({ content, fg, decorations }) => ({
      text: content.replace(INVISIBLE, toVisible),
      styles: [
        ...(fg ? [fg.replace(/^ansi-(?:bright-)?/, '')] : []),
        ...decorations.filter(name => name !== 'hidden' && name !== 'blink'),
      ],
      ...(href !== undefined && { href }),
    }));
}

function toVisible(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x20
    ? String.fromCharCode(0x2400 + code)
    : `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
