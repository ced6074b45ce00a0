import {
  printFieldPath,
  type FieldPath,
  hasSecretForm,
} from '@kratix-portal/plugin-ske-common';
import { isImmutable } from './immutablePaths';
import { schemaAt, typeOf, allowedValues, type Schema } from './schema';
import { maskValue, printPlain } from '../values';

/** Writes the documentation of a field: its path and type, its description, its values and its default. */
export function describeField(options: {
  path: FieldPath;
  schema: Schema | undefined;
  readOnlyParts?: readonly { path: FieldPath; reason: string }[];
  immutableText: string;
}): string[] {
  const { path, schema, readOnlyParts = [], immutableText } = options;
  const field = printFieldPath(path);
  const found = schemaAt(schema, path);
  const reason = readOnlyParts.find(
    part => printFieldPath(part.path) === field,
  )?.reason;
  if (path.length === 0 || (!found && !reason)) {
    return [];
  }
  const values = allowedValues(found);
  return [
    [field, found && typeOf(found)].filter(Boolean).join(': '),
    typeof found?.description === 'string' ? found.description : '',
    values.length > 0 ? values.map(printPlain).join(' | ') : '',
    found?.default === undefined
      ? ''
      : `default: ${JSON.stringify(maskValue(found.default, [], hasSecretForm).value)}`,
    isImmutable(schema, path) ? immutableText : '',
    reason ?? '',
  ].filter(line => line !== '');
}
