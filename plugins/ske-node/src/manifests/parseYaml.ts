import { JsonObject } from '@backstage/types';
import { Document, isMap, isScalar, parseAllDocuments, YAMLError } from 'yaml';
import { boundTokens } from './boundTokens';
import { refuse } from './refuse';
import { TOO_DEEP, toJsonObject } from './toJsonObject';

// S22, S30. The largest object that etcd takes is 1.5 MiB; a manifest that a person wrote is far from both.
const MAX_BYTES = 512 * 1024;

/**
 * Parses exactly one YAML 1.2 or JSON document whose content is a mapping (S30-S32).
 *
 * Everything by which YAML can say one thing and mean another is refused: anchors, aliases, tags, directives, duplicate keys. What comes back
 * is plain JSON, made here node by node, so that what was checked is what is sent.
 *
 * @throws SkeError `invalid-input` that names the path of what is refused
 */
export function parseYaml(text: string): JsonObject {
  if (Buffer.byteLength(text) > MAX_BYTES) {
    throw refuse('', 'is larger than 512 KiB');
  }
  boundTokens(text);
  const root = readSingleDocument(text);
  if (!isMap(root)) {
    throw refuse('', 'must be one object: a mapping of keys to values');
  }
  return toJsonObject(root);
}

function readSingleDocument(text: string): unknown {
  const parsed = withoutStacks(() =>
    parseAllDocuments(text, {
      schema: 'core',
      version: '1.2',
      merge: false,
      resolveKnownTags: false,
      stringKeys: true,
      intAsBigInt: true,
      // Its own check is quadratic; Converter has a linear one.
      uniqueKeys: false,
      logLevel: 'silent',
      // It would copy the line at fault into each message: for many faults on one long line that takes minutes, and the line may hold a secret.
      prettyErrors: false,
    }),
  );
  const documents: Document.Parsed[] = Array.isArray(parsed) ? parsed : [];
  for (const document of documents) {
    // A warning is as bad as an error: an unknown tag, say, only warns, and its value would silently be something else.
    const problem = document.errors[0] ?? document.warnings[0];
    if (problem?.code === 'RESOURCE_EXHAUSTION') {
      throw refuse('', TOO_DEEP);
    }
    if (problem) {
      throw refuse('', `cannot be read: ${describeProblem(problem, text)}`);
    }
    refuseDirectives(document);
  }
  const filled = documents.filter(document => !isBlank(document));
  if (filled.length > 1) {
    throw refuse(
      '',
      `holds ${filled.length} documents; exactly one is expected, and nothing was applied`,
    );
  }
  if (filled.length === 0) {
    throw refuse('', 'is empty');
  }
  return filled[0].contents;
}

/** Each fault of a text is an error to the parser: the stacks of a quarter of a million, which nobody reads, take seconds (S43). */
function withoutStacks<T>(run: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return run();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** What is wrong, and where; without the text itself, which some messages quote after a colon. */
function describeProblem(problem: YAMLError, text: string): string {
  const [what] = problem.message.split(': ', 1);
  const before = text.slice(0, problem.pos[0]).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return `${what}, at line ${before.length}, column ${column}`;
}

function refuseDirectives(document: Document.Parsed): void {
  const { yaml, tags } = document.directives;
  const isDefault =
    yaml.explicit !== true &&
    Object.keys(tags).length === 1 &&
    tags['!!'] === 'tag:yaml.org,2002:';
  if (!isDefault) {
    throw refuse('', 'has a directive (a line that starts with %); remove it');
  }
}

function isBlank(document: Document.Parsed): boolean {
  const { contents } = document;
  return (
    contents === null ||
    (isScalar(contents) && contents.value === null && contents.source === '')
  );
}
