import type { JsonValue } from '@backstage/types';
import { INVALID_YAML_KEY } from '@kratix-portal/plugin-ske-common';
import type { YamlChange } from './YamlEditor';

/** The form data of a YAML field: its value, or a text that is not valid YAML. Such a text is kept under a key that the Template's schema rejects. */
export function toYamlFormData(change: YamlChange): JsonValue | undefined {
  return 'invalidText' in change
    ? { [INVALID_YAML_KEY]: change.invalidText }
    : change.value;
}

export function readYamlFormData(formData: JsonValue | undefined): YamlChange {
  if (typeof formData === 'object' && formData !== null) {
    const invalidText = (formData as Record<string, unknown>)[INVALID_YAML_KEY];
    if (typeof invalidText === 'string') {
      return { invalidText };
    }
  }
  return { value: formData };
}
