import { JsonObject } from '@backstage/types';
import {
  MOST_MANIFEST_BYTES,
  withoutStackTraces,
} from '@kratix-portal/plugin-ske-common';
import { Document, isMap, isScalar, parseAllDocuments, YAMLError } from 'yaml';
import { boundTokens } from './boundTokens';
import { rejection } from './rejection';
import { TOO_DEEP, toJsonObject } from './toJsonObject';

/**
 * Parses exactly one YAML 1.2 or JSON document whose content is a mapping (S30-S32).
 *
 * It rejects features of YAML with which a text can have another meaning than a reader expects: anchors, aliases, tags, directives and duplicate keys. The
 * result is plain JSON, converted node by node, so exactly the checked values are sent.
 *
 * @throws SkeError `invalid-input` that names the path of the rejected value
 */
export function parseYaml(text: string): JsonObject {
  // S22, S30
  if (Buffer.byteLength(text) > MOST_MANIFEST_BYTES) {
    throw rejection(
      '',
      'is larger than 512 KiB, which is more than the portal parses. Create the object with kubectl, such as kubectl apply --server-side',
    );
  }
  boundTokens(text);
  const root = readSingleDocument(text);
  if (!isMap(root)) {
    throw rejection('', 'must be one object: a mapping of keys to values');
  }
  return toJsonObject(root);
}

function readSingleDocument(text: string): unknown {
  const parsed = withoutStackTraces(() =>
    parseAllDocuments(text, {
      schema: 'core',
      version: '1.2',
      merge: false,
      resolveKnownTags: false,
      stringKeys: true,
      intAsBigInt: true,
      // The library's check for duplicate keys takes quadratic time; the check in Converter takes linear time.
      uniqueKeys: false,
      logLevel: 'silent',
      // This option would copy the faulty line into each message. With many errors on one long line this takes minutes, and the line may contain a secret.
      prettyErrors: false,
    }),
  );
  const documents: Document.Parsed[] = Array.isArray(parsed) ? parsed : [];
  for (const document of documents) {
    // Warnings are treated as errors. For example, the library only warns about an unknown tag, and the tagged value would silently have another type.
    const problem = document.errors[0] ?? document.warnings[0];
    if (problem?.code === 'RESOURCE_EXHAUSTION') {
      throw rejection('', TOO_DEEP);
    }
    if (problem) {
      throw rejection('', `cannot be read: ${describeProblem(problem, text)}`);
    }
    rejectDirectives(document);
  }
  const filled = documents.filter(document => !isBlank(document));
  if (filled.length > 1) {
    throw rejection(
      '',
      `holds ${filled.length} documents; exactly one is expected, and nothing was applied`,
    );
  }
  if (filled.length === 0) {
    throw rejection('', 'is empty');
  }
  return filled[0].contents;
}

/** Describes the problem and its position, without the quote of the text that some messages contain after a colon. */
function describeProblem(problem: YAMLError, text: string): string {
  const [what] = problem.message.split(': ', 1);
  const before = text.slice(0, problem.pos[0]).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return `${what}, at line ${before.length}, column ${column}`;
}

function rejectDirectives(document: Document.Parsed): void {
  const { yaml, tags } = document.directives;
  const isDefault =
    yaml.explicit !== true &&
    Object.keys(tags).length === 1 &&
    tags['!!'] === 'tag:yaml.org,2002:';
  if (!isDefault) {
    throw rejection(
      '',
      'has a directive (a line that starts with %); remove it',
    );
  }
}

function isBlank(document: Document.Parsed): boolean {
  const { contents } = document;
  return (
    contents === null ||
    (isScalar(contents) && contents.value === null && contents.source === '')
  );
}
