import { invalidField, SkeError } from '@kratix-portal/plugin-ske-common';
import { FIELD_MANAGER as DEFAULT_FIELD_MANAGER } from '../../platform/calls/ApiQuery';

// Kubernetes takes up to 128 printable characters. Of these we take the ones that managers' names are made of.
const FIELD_MANAGER = /^[A-Za-z0-9][A-Za-z0-9._:/@-]{0,127}$/;

/**
 * @throws SkeError `invalid-input` for what cannot be the name of a field manager
 */
export function parseFieldManager(name: string | undefined): string {
  if (name === undefined) {
    return DEFAULT_FIELD_MANAGER;
  }
  if (!FIELD_MANAGER.test(name)) {
    throw SkeError.invalidInput([
      invalidField(
        'fieldManager',
        'is not a name of a field manager: at most 128 letters, digits and any of ._:/@-, with a letter or digit first',
      ),
    ]);
  }
  return name;
}
