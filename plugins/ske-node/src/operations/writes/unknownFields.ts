import {
  invalidField,
  SkeError,
  type ResourceRef,
} from '@kratix-portal/plugin-ske-common';

/** How the API server warns of a field that it drops: https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation */
const UNKNOWN_FIELD = /^unknown field "(.+)"$/;

/**
 * Asked of the warnings of a dry run, and not of the API server as `fieldValidation=Strict`: its refusal of a patch quotes the whole patch.
 *
 * @throws SkeError `invalid-input` when a field of the manifest would be dropped
 */
export function refuseUnknownFields(
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
    message: `${kind} has no field ${fields.join(', ')}, so what was filled in there would be lost. Nothing was written.`,
    hint: 'The form may be older than the API: open it anew, and fill it in again. In a manifest of your own, remove the field or correct its name.',
    causes: fields.map(field =>
      invalidField(field, `is not a field of ${kind}`),
    ),
  });
}
