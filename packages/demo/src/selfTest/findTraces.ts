import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Secret } from '@kratix-portal/test-cluster';
import { openDatabase } from './openDatabase';

/** Long enough to be unique. */
const MINIMUM_MARK_CHARACTERS = 20;

/** Where a secret was found. */
export interface Trace {
  /** A file in the folder, or `<database file> <table>.<column>`. */
  place: string;
  secret: string;
}

/** Searches all files of a folder, and all tables of the SQLite databases among them, for secrets in any encoding. */
export async function findTraces(
  folder: string,
  secrets: readonly Secret[],
): Promise<Trace[]> {
  const marks = secrets.map(({ name, value }) => ({
    name,
    forms: formsOf(markOf(value)),
  }));
  const search = (place: string, text: string): Trace[] =>
    marks.flatMap(({ name, forms }) =>
      forms.some(form => text.includes(form)) ? [{ place, secret: name }] : [],
    );

  const traces: Trace[] = [];
  for (const file of await filesIn(folder)) {
    const place = relative(folder, file);
    if (isDatabase(file)) {
      for (const cell of cellsOf(file)) {
        traces.push(...search(`${place} ${cell.column}`, cell.text));
      }
    } else if (!isPartOfDatabase(file)) {
      traces.push(...search(place, await readFile(file, 'latin1')));
    }
  }
  return traces;
}

/** Returns the text to search for: of a JWT only the signature, because logs may contain its header and claims, and of any other secret the whole text. */
export function markOf(secret: string): string {
  const mark = secret.split('.').at(-1) ?? secret;
  if (mark.length < MINIMUM_MARK_CHARACTERS) {
    throw new Error(
      `A secret with fewer than ${MINIMUM_MARK_CHARACTERS} characters cannot be searched for.`,
    );
  }
  return mark;
}

/** The plain text, and its base64 encodings at each of the three possible offsets, in both alphabets. */
export function formsOf(mark: string): string[] {
  const encoded = [0, 1, 2].map(shift => {
    const bytes = Buffer.from(`${'x'.repeat(shift)}${mark}`, 'latin1');
    // The first and the last characters also encode bits of the neighbouring text.
    return bytes.toString('base64url').slice(shift === 0 ? 0 : shift + 1, -3);
  });
  return [
    mark,
    ...encoded,
    ...encoded.map(form => form.replaceAll('-', '+').replaceAll('_', '/')),
  ];
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
}

function isDatabase(file: string): boolean {
  return file.endsWith('.sqlite');
}

/** SQLite's log and index files, whose content is read through the database. */
function isPartOfDatabase(file: string): boolean {
  return /\.sqlite-(wal|shm|journal)$/.test(file);
}

function* cellsOf(file: string): Generator<{ column: string; text: string }> {
  const database = openDatabase(file, { readOnly: true });
  try {
    const tables = database
      .prepare("select name from sqlite_master where type = 'table'")
      .all();
    for (const { name } of tables) {
      const rows = database
        .prepare(`select * from "${String(name).replaceAll('"', '""')}"`)
        .iterate();
      for (const row of rows) {
        for (const [column, value] of Object.entries(row)) {
          yield { column: `${name}.${column}`, text: textOf(value) };
        }
      }
    }
  } finally {
    database.close();
  }
}

function textOf(value: unknown): string {
  return value instanceof Uint8Array
    ? Buffer.from(value).toString('latin1')
    : String(value);
}
