import { KubernetesValidatorFunctions } from '@backstage/catalog-model';

/**
 * Validates the name that an annotation chooses; undefined if it is not a valid name of an entity. The underscore is reserved for the suffixes
 * of names that several objects want.
 */
export function readChosenName(text: string): string | undefined {
  return KubernetesValidatorFunctions.isValidObjectName(text) &&
    !text.includes('_')
    ? text.toLowerCase()
    : undefined;
}
