import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnySchema, ValidateFunction } from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { OpenAPIV3_1 } from 'openapi-types';
import { parse } from 'yaml';

/** `openapi.yaml`, as it is published. */
export const apiDocument: OpenAPIV3_1.Document = parse(
  readFileSync(join(__dirname, '../../openapi.yaml'), 'utf8'),
);

const DOCUMENT = 'https://kratix-portal.example/openapi.json';
const ajv = new Ajv2020({ strict: true, allErrors: true });
addFormats(ajv);
// The document itself is not a schema, but its schemas refer to each other with JSON pointers into the document.
ajv.addVocabulary([...Object.keys(apiDocument), 'example']);
ajv.addSchema({ $id: DOCUMENT, ...apiDocument } as AnySchema);

/** The schema at a JSON pointer in the document, such as `#/components/schemas/Error`. */
export function schemaAt(pointer: string): ValidateFunction {
  const validate = ajv.getSchema(`${DOCUMENT}${pointer}`);
  if (!validate) {
    throw new Error(`the document has no ${pointer}`);
  }
  return validate;
}

/** If a value of the document is a reference (`$ref`), returns the value that it points to. Otherwise returns the value unchanged. */
export function resolve<T>(pointer: string, value: T): [string, T] {
  const reference =
    typeof value === 'object' && value !== null && '$ref' in value
      ? String(value.$ref)
      : undefined;
  if (reference === undefined) {
    return [pointer, value];
  }
  const found = reference
    .slice(2)
    .split('/')
    .reduce<any>((parent, key) => parent[unescape(key)], apiDocument);
  return [reference, found];
}

/** A response in a test. */
export interface Answer {
  method: string;
  /** Below `/api/ske`, without its query. */
  path: string;
  status: number;
  headers: Headers;
  text: string;
}

/** Fails unless the document allows this response of the route. */
export function checkAnswer(answer: Answer): void {
  const { method, path, status, headers, text } = answer;
  const contentType = headers.get('content-type') ?? '';
  const route = `#/paths/${escape(path)}/${method.toLowerCase()}/responses`;
  const operation = (apiDocument.paths?.[path] as any)?.[method.toLowerCase()];
  if (!operation.responses[status]) {
    throw new Error(
      `${method} ${path} responded with ${status}, which is not in the document: ${text}`,
    );
  }
  const [pointer, response] = resolve<any>(
    `${route}/${status}`,
    operation.responses[status],
  );
  checkHeaders(pointer, response, answer);
  if (method === 'HEAD') {
    return;
  }
  const [media] = contentType.split(';');
  if (!response.content[media]) {
    throw new Error(
      `${method} ${path} responded with ${status} and ${contentType}, which is not in the document`,
    );
  }
  if (media !== 'application/json') {
    return;
  }
  const validate = schemaAt(`${pointer}/content/${escape(media)}/schema`);
  if (!validate(JSON.parse(text))) {
    throw new Error(
      `${method} ${path} responded with ${status} and a body that differs from the document: ${ajv.errorsText(validate.errors)}\n${text}`,
    );
  }
}

function checkHeaders(pointer: string, response: any, answer: Answer): void {
  const { method, path, status, headers } = answer;
  for (const [name, reference] of Object.entries(response.headers ?? {})) {
    const place = `${pointer}/headers/${escape(name)}`;
    const [headerPointer, header] = resolve<any>(place, reference);
    const value = headers.get(name);
    const isValid =
      value === null
        ? !header.required
        : schemaAt(`${headerPointer}/schema`)(value);
    if (!isValid) {
      throw new Error(
        `${method} ${path} responded with ${status} and ${name}: ${value}, which differs from the document`,
      );
    }
  }
}

/** Whether the document has this route. */
export function isInDocument(method: string, path: string): boolean {
  return Boolean((apiDocument.paths?.[path] as any)?.[method.toLowerCase()]);
}

/** Escapes one step of a JSON pointer for the fragment of a URL. */
export function escape(key: string): string {
  return encodeURIComponent(key.replace(/~/g, '~0').replace(/\//g, '~1'));
}

function unescape(key: string): string {
  return decodeURIComponent(key).replace(/~1/g, '/').replace(/~0/g, '~');
}
