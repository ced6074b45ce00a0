import { JsonObject } from '@backstage/types';
import { Document, isMap, isScalar, parseAllDocuments } from 'yaml';
import { refuse } from './refuse';
import { toJsonObject } from './toJsonObject';

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
  const root = readSingleDocument(text);
  if (!isMap(root)) {
    throw refuse('', 'must be one object: a mapping of keys to values');
  }
  return toJsonObject(root);
}

function readSingleDocument(text: string): unknown {
  const parsed = parseAllDocuments(text, {
    schema: 'core',
    version: '1.2',
    merge: false,
    resolveKnownTags: false,
    stringKeys: true,
    intAsBigInt: true,
    // Its own check is quadratic; Converter has a linear one.
    uniqueKeys: false,
    logLevel: 'silent',
  });
  const documents: Document.Parsed[] = Array.isArray(parsed) ? parsed : [];
  for (const document of documents) {
    // A warning is as bad as an error: an unknown tag, say, only warns, and its value would silently be something else.
    const problem = document.errors[0] ?? document.warnings[0];
    if (problem) {
      throw refuse('', `cannot be read: ${problem.message}`);
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
