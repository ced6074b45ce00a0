import {
  childSchema,
  propertiesOf,
  typeOf,
  allowedValues,
  type Schema,
} from './schema';

/** A proposal of the completion. */
export interface Proposal {
  label: string;
  /** What is inserted. */
  apply: string;
  /** The type of a field. */
  detail?: string;
  /** The description of a field. */
  info?: string;
  kind: 'property' | 'value';
}

/** Proposals, and the start of the word that they replace. */
export interface Proposals {
  from: number;
  options: Proposal[];
}

/** A key or a dash that begins a part of the text. */
interface Opener {
  column: number;
  /** The key; undefined for a dash. */
  key?: string;
}

const KEY =
  /^(?:"([^"]*)"|'([^']*)'|([^\s#"'[\]{},&*!|>%@`-][^#]*?|-[^\s#][^#]*?))\s*:(?=\s|$)/;
const BLOCK_TEXT = /:\s+[|>][-+\d]*\s*(#.*)?$/;

/**
 * Proposes fields and values at a position of a text. The function reads the indentation and not the syntax tree, because a text is rarely valid while a
 * user writes it.
 */
export function proposeYaml(
  text: string,
  position: number,
  schema: Schema,
): Proposals | undefined {
  const before = text.slice(0, position).split('\n');
  const line = before.pop() ?? '';
  const [dashes, rest] = readDashes(line);
  const column = line.length - rest.length;
  if (rest.startsWith('#')) {
    return undefined;
  }
  const parents = readParents(before, dashes, column);
  if (!parents) {
    return undefined;
  }
  const at = parents.reduce<Schema | undefined>(
    (found, step) => found && childSchema(found, step ?? 0),
    schema,
  );
  const [whole = '', quoted, single, plain] = KEY.exec(rest) ?? [];
  if (whole !== '') {
    const key = quoted ?? single ?? plain;
    const word = rest.slice(whole.length).trimStart();
    return at && proposeValues(childSchema(at, key), word, position);
  }
  if (at?.type === 'array') {
    return undefined;
  }
  const values = dashes.length > 0 ? allowedValues(at) : [];
  if (values.length > 0) {
    return proposeValues(at, rest, position);
  }
  const used = siblingsOf(text, before.length, column);
  const options = propertiesOf(at)
    .filter(([name]) => !used.has(name) || name === rest)
    .map(([name, property]) => toProposal(name, property, column));
  return options.length === 0
    ? undefined
    : { from: position - rest.length, options };
}

function toProposal(name: string, schema: Schema, column: number): Proposal {
  const type = typeOf(schema);
  const inner = `\n${' '.repeat(column + 2)}`;
  const ends: Readonly<Record<string, string>> = {
    object: inner,
    array: `${inner}- `,
  };
  const end = ends[String(schema.type)] ?? ' ';
  return {
    label: name,
    apply: `${quoteKey(name)}:${end}`,
    kind: 'property',
    ...(type && { detail: type }),
    ...(typeof schema.description === 'string' && { info: schema.description }),
  };
}

function proposeValues(
  schema: Schema | undefined,
  word: string,
  position: number,
): Proposals | undefined {
  const values = [...allowedValues(schema)];
  if (schema?.default !== undefined && !values.includes(schema.default)) {
    values.push(schema.default);
  }
  const options = values
    .filter(value => typeof value !== 'object')
    .map((value): Proposal => ({
      label: String(value),
      apply: typeof value === 'string' ? quoteValue(value) : String(value),
      kind: 'value',
    }));
  return options.length === 0
    ? undefined
    : { from: position - word.length, options };
}

function quoteKey(name: string): string {
  return /^[A-Za-z_][\w.-]*$/.test(name) ? name : JSON.stringify(name);
}

function quoteValue(value: string): string {
  return /^[A-Za-z][\w./-]*$/.test(value) &&
    !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(value)
    ? value
    : JSON.stringify(value);
}

function readDashes(line: string): [Opener[], string] {
  const dashes: Opener[] = [];
  let rest = line.trimStart();
  while (/^-(\s|$)/.test(rest)) {
    dashes.push({ column: line.length - rest.length });
    rest = rest.slice(1).trimStart();
  }
  return [dashes, rest];
}

/** Follows the indentation upwards. Returns the keys around the position, the outermost first, and undefined for an item of a list. */
function readParents(
  before: readonly string[],
  dashes: readonly Opener[],
  column: number,
): (string | undefined)[] | undefined {
  const path: (string | undefined)[] = [];
  let indent = column;
  let isItem = false;
  const climb = (openers: readonly Opener[]) => {
    for (const opener of [...openers].reverse()) {
      const isList = isItem && opener.key !== undefined;
      if (opener.column < indent || (isList && opener.column <= indent)) {
        path.unshift(opener.key);
        indent = opener.column;
        isItem = opener.key === undefined;
      }
    }
  };
  climb(dashes);
  for (const line of [...before].reverse()) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) {
      continue;
    }
    if (line.startsWith('---')) {
      break;
    }
    const isAround = line.length - line.trimStart().length < indent;
    if (isAround && BLOCK_TEXT.test(line)) {
      return undefined;
    }
    climb(openersOf(line));
  }
  return path;
}

function openersOf(line: string): Opener[] {
  const [dashes, rest] = readDashes(line);
  const [whole, quoted, single, plain] = KEY.exec(rest) ?? [];
  return whole === undefined
    ? dashes
    : [
        ...dashes,
        { column: line.length - rest.length, key: quoted ?? single ?? plain },
      ];
}

/** The keys of the mapping that a position belongs to. */
function siblingsOf(text: string, row: number, column: number): Set<string> {
  const lines = text.split('\n');
  const found = new Set<string>();
  const collect = (line: string): boolean => {
    if (line.trim() === '' || line.trimStart().startsWith('#')) {
      return true;
    }
    const openers = openersOf(line);
    const start = line.length - line.trimStart().length;
    const own = openers.find(each => each.column === column);
    if (own?.key !== undefined) {
      found.add(own.key);
    }
    // A line with a dash before the column is the first of the item.
    return start >= column;
  };
  if (readDashes(lines[row])[0].length === 0) {
    let up = row - 1;
    while (up >= 0 && collect(lines[up])) {
      up -= 1;
    }
  }
  for (let down = row + 1; down < lines.length; down += 1) {
    const start = lines[down].length - lines[down].trimStart().length;
    if (lines[down].trim() !== '' && start < column) {
      break;
    }
    collect(lines[down]);
  }
  return found;
}
