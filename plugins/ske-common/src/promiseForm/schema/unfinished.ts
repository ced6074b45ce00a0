import type { Forbidden } from './Field';

/**
 * The key under which a YAML field keeps a text that is not valid YAML. No form accepts an object with this key, so the text is kept while the user
 * moves between pages, and is never sent.
 *
 * @public
 */
export const INVALID_YAML_KEY = 'kratix-portal.io/invalid-yaml';

/** Rejects a text that is not valid YAML. */
export const INVALID_YAML: Forbidden = {
  schema: { type: 'object', required: [INVALID_YAML_KEY] },
  message: 'This is not valid YAML.',
};

/**
 * The key under which a map field keeps the rows that have no key, no value, or the key of another row. No form accepts a map with this key.
 *
 * @public
 */
export const INCOMPLETE_ROWS_KEY = 'kratix-portal.io/incomplete-rows';

/** Rejects a map that has incomplete rows. */
export const INCOMPLETE_ROWS: Forbidden = {
  schema: { type: 'object', required: [INCOMPLETE_ROWS_KEY] },
  message:
    'Each row needs a key of its own and a value. Fill in what is missing, or remove the row.',
};
