import { KubernetesValidatorFunctions } from '@backstage/catalog-model';

/**
 * The name that an annotation asks for, as an entity may have it; undefined where it may not. The underscore is kept for the suffixes of names that
 * several want.
 */
export function readChosenName(text: string): string | undefined {
  return KubernetesValidatorFunctions.isValidObjectName(text) &&
    !text.includes('_')
    ? text.toLowerCase()
    : undefined;
}
