import {
  invalidField,
  SkeError,
  type ResourceRef,
} from '@kratix-portal/plugin-ske-common';

/** The warning of the API server about a field that it drops: https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation */
const UNKNOWN_FIELD = /^unknown field "(.+)"$/;

/**
 * Reads the warnings of a dry run. The API server's own `fieldValidation=Strict` is not used, because its rejection of a patch quotes the whole patch.
 *
 * @throws SkeError `invalid-input` when a field of the manifest would be dropped
 */
export function rejectUnknownFields(
  { kind }: ResourceRef,
  warnings: readonly string[],
): void {
  const fields = warnings.flatMap(
    warning => UNKNOWN_FIELD.exec(warning)?.[1] ?? [],
  );
  if (fields.length === 0) {
    return;
  }
  throw new SkeError({
    code: 'invalid-input',
    message: `${kind} has no field ${fields.join(', ')}, so its value would be lost; nothing was written.`,
    hint: 'The form may be older than the API: reload the page and fill it in again. In your own manifest, remove the field or correct its name.',
    causes: fields.map(field =>
      invalidField(field, `is not a field of ${kind}`),
    ),
  });
}
