import type { JsonObject } from '@backstage/types';
import { textAt, valueAt } from '../../values';
import type { TitleOf } from './readFields';

/** Finds the titles that the schema of a Promise gives to the fields of `spec`. */
export function titlesOfSchema(schema: JsonObject | undefined): TitleOf {
  return path => {
    let part = valueAt(schema, 'properties', 'spec');
    for (const key of path) {
      part = /^\d+$/.test(key)
        ? valueAt(part, 'items')
        : valueAt(part, 'properties', key);
    }
    return textAt(part, 'title');
  };
}
