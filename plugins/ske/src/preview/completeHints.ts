import {
  annotationKeys,
  fieldKeys,
  formKeys,
  pageKeys,
  valuesOfKey,
  type HintKey,
} from './hintKeys';

/** Proposals for the text before the cursor. */
export interface HintProposals {
  /** The start of the word that a proposal replaces. */
  from: number;
  options: HintKey[];
}

const FORM = /^["']?kratix-portal\.io\/form["']?:\s*([|>][-+\d]*\s*)?$/;
const FIELD_HINT = /^["']?x-kratix-portal-form["']?:\s*$/;
const WORD = /[\w.[\]{}/-]*$/;
/** No annotation is that far away from its hints. */
const MOST_LINES = 2_000;

/**
 * Proposes hints for the form of a Promise at a position of its text: in the annotation `kratix-portal.io/form`, below `x-kratix-portal-form` in a
 * schema, and among the annotations.
 */
export function completeHints(options: {
  text: string;
  position: number;
  /** The fields of the Promise, from `fieldPaths`. */
  paths: readonly string[];
}): HintProposals | undefined {
  const { text, position, paths } = options;
  const place = readPlace(text, position);
  if (!place) {
    return undefined;
  }
  const found = proposalsAt(place, paths);
  if (!found) {
    return undefined;
  }
  const word = place.word.startsWith('{') ? place.word.slice(1) : place.word;
  return { from: position - word.length, options: [...found] };
}

/** Where the cursor is. */
interface Place {
  /** The keys around the cursor, the outermost first; `-` for an entry of a list. */
  keys: readonly string[];
  /** The part that contains the hints. */
  root: 'form' | 'field' | 'annotations';
  /** The key whose value is being written, on this line. */
  key?: string;
  /** Whether the cursor is inside `{…}` or `[…]` on this line. */
  flow?: '{' | '[';
  word: string;
}

function readPlace(text: string, position: number): Place | undefined {
  const lineStart = text.lastIndexOf('\n', position - 1) + 1;
  const line = text.slice(lineStart, position);
  const parents = readParents(text.slice(0, lineStart), line);
  if (!parents) {
    return undefined;
  }
  const keys = [...parents.keys];
  let rest = line.trimStart();
  while (rest.startsWith('- ')) {
    keys.push('-');
    rest = rest.slice(2).trimStart();
  }
  const opening = /([[{])[^[\]{}]*$/.exec(stripPaths(rest));
  if (opening) {
    const [owner] =
      /([^\s:{[,]+):\s*$/.exec(rest.slice(0, opening.index)) ?? [];
    const inner =
      rest
        .slice(opening.index + 1)
        .split(',')
        .at(-1) ?? '';
    const [, key] = /^\s*([\w-]+):\s/.exec(inner) ?? [];
    return {
      root: parents.root,
      keys: owner ? [...keys, owner.replace(/:\s*$/, '')] : keys,
      flow: opening[1] as '{' | '[',
      ...(key && { key }),
      word: WORD.exec(inner)![0],
    };
  }
  const [, key] = /^["']?([^\s"']+?)["']?:\s/.exec(rest) ?? [];
  return {
    root: parents.root,
    keys,
    ...(key && { key }),
    word: WORD.exec(rest)![0],
  };
}

/** `users[].role` has brackets that open no list. They are replaced by the same number of characters. */
function stripPaths(text: string): string {
  return text.replace(/\[\]|\{\}/g, '__');
}

/** Follows the indentation upwards to the part that contains the hints. */
function readParents(
  before: string,
  line: string,
): { keys: string[]; root: Place['root'] } | undefined {
  const lines = before.split('\n').slice(0, -1).slice(-MOST_LINES);
  const keys: string[] = [];
  let indent = indentOf(line);
  for (const each of lines.reverse()) {
    const content = each.trim();
    const own = indentOf(each);
    const isBlank = content === '' || content.startsWith('#');
    if (
      isBlank ||
      own > indent ||
      (own === indent && !isListOwner(each, line, keys))
    ) {
      continue;
    }
    if (FORM.test(content)) {
      return own < indent ? { keys, root: 'form' } : undefined;
    }
    if (FIELD_HINT.test(content)) {
      return own < indent ? { keys, root: 'field' } : undefined;
    }
    if (content === 'annotations:') {
      return keys.length === 0 && own < indent
        ? { keys, root: 'annotations' }
        : undefined;
    }
    indent = own;
    const isEntry = content.startsWith('- ');
    const [, key] = /^(?:- +)*["']?([^\s"']+?)["']?:/.exec(content) ?? [];
    // The key on the line of a dash is a neighbour, except where the cursor is deeper than its text.
    keys.unshift(isEntry ? '-' : (key ?? '?'));
    if (own === 0) {
      return undefined;
    }
  }
  return undefined;
}

/** A list may have the same indentation as its key. */
function isListOwner(each: string, line: string, keys: string[]): boolean {
  const isList = line.trimStart().startsWith('-') || keys[0] === '-';
  return isList && /:\s*$/.test(each) && !each.trimStart().startsWith('-');
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function proposalsAt(
  { root, keys, key, flow, word }: Place,
  paths: readonly string[],
): readonly HintKey[] | undefined {
  const names = paths.filter(path => !/[.[{]/.test(path));
  if (root === 'annotations') {
    return keys.length === 0 && !key && !flow ? annotationKeys : undefined;
  }
  if (key !== undefined && valuesOfKey[key]) {
    return valuesOfKey[key];
  }
  if (root === 'field') {
    return keys.length === 0 && key === undefined && flow !== '['
      ? fieldKeys
      : undefined;
  }
  if (flow === '[' || (key === undefined && isFieldList(keys))) {
    return isFieldList(keys) ? toOptions(names) : undefined;
  }
  if (key !== undefined) {
    return undefined;
  }
  const [first, ...inner] = keys;
  if (first === undefined) {
    return formKeys;
  }
  if (first === 'pages') {
    return inner[0] === '-' && inner.length === 1 ? pageKeys : undefined;
  }
  if (first === 'fields') {
    return inner.length === 0
      ? toOptions(paths, word.length > 0 ? 200 : 100)
      : fieldKeys;
  }
  return undefined;
}

/** `order`, and `fields` of a page, are lists of properties. */
function isFieldList(keys: readonly string[]): boolean {
  const path = keys.filter(key => key !== '-').join('.');
  return path === 'order' || path === 'pages.fields';
}

function toOptions(
  names: readonly string[],
  most = Number.POSITIVE_INFINITY,
): HintKey[] {
  return names.slice(0, most).map(label => ({ label, info: '' }));
}
