import {
  invalidApiVersion,
  invalidField,
  cleanText,
  InvalidInputField,
  isDnsLabel,
  isDnsSubdomain,
  isKind,
  parseApiVersion,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import type { AuditSubject } from '../audit/AuditRecord';

/** The parts of a query that name a kind or objects of a kind. */
export interface KindQuery {
  apiVersion?: string;
  kind?: string;
  promise?: string;
  namespace?: string;
  name?: string;
}

/**
 * Validates each given part against its Kubernetes grammar (S21).
 *
 * @throws SkeError `invalid-input` that names every invalid part
 */
export function checkKindQuery(query: KindQuery): void {
  const fields = invalidFieldsOf(query);
  if (fields.length > 0) {
    throw SkeError.invalidInput(fields);
  }
}

/**
 * Validates each given part against its Kubernetes grammar (S21).
 *
 * @param place - the path of the query in the caller's input, with a full stop at its end
 */
export function invalidFieldsOf(
  query: KindQuery,
  place = '',
): InvalidInputField[] {
  const { apiVersion, kind, promise, namespace, name } = query;
  const fields: InvalidInputField[] = [];
  const check = (
    field: string,
    value: string | undefined,
    isValid: (value: string) => boolean,
    message: string,
  ) => {
    if (value !== undefined && !isValid(value)) {
      fields.push(invalidField(place + field, message));
    }
  };
  if (apiVersion !== undefined && !parseApiVersion(apiVersion)) {
    fields.push(invalidApiVersion(`${place}apiVersion`));
  }
  check('kind', kind, isKind, 'is not a Kubernetes kind');
  check('promise', promise, isDnsSubdomain, 'is not the name of a Promise');
  check('namespace', namespace, isDnsLabel, 'is not a namespace name');
  check('name', name, isDnsSubdomain, 'is not an object name');
  return fields;
}

/** The fields of a query for an audit event. Events also name queries that were refused, so the texts are cleaned (S41). */
export function auditedQuery(query: KindQuery): AuditSubject {
  const { apiVersion, kind, promise, namespace, name } = query;
  return Object.fromEntries(
    Object.entries({ apiVersion, kind, promise, namespace, name }).flatMap(
      ([field, value]) =>
        value === undefined ? [] : [[field, cleanText(value)]],
    ),
  );
}
