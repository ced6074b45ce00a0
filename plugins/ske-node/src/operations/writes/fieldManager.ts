import { invalidField, SkeError } from '@kratix-portal/plugin-ske-common';
import { FIELD_MANAGER as DEFAULT_FIELD_MANAGER } from '../../platform/calls/ApiQuery';

// Kubernetes allows up to 128 printable characters. The portal allows the characters that field managers use in practice.
const FIELD_MANAGER = /^[A-Za-z0-9][A-Za-z0-9._:/@-]{0,127}$/;

/**
 * @throws SkeError `invalid-input` for an invalid name of a field manager
 */
export function parseFieldManager(name: string | undefined): string {
  if (name === undefined) {
    return DEFAULT_FIELD_MANAGER;
  }
  if (!FIELD_MANAGER.test(name)) {
    throw SkeError.invalidInput([
      invalidField(
        'fieldManager',
        'is not a valid name of a field manager: use at most 128 letters, digits and any of ._:/@-, and start with a letter or digit',
      ),
    ]);
  }
  return name;
}
