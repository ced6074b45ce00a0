import type { JsonObject } from '@backstage/types';
import { asObject } from '../values';

/** A longer list of proposals is of no use. */
const MOST_PATHS = 1_000;
const MOST_LEVELS = 6;

/** The paths of all fields of a spec, as the hints write them: `a.b`, `list[].a`, `map{}.a`. */
export function fieldPaths(spec: JsonObject | undefined): readonly string[] {
  const paths: string[] = [];
  const walk = (
    schema: JsonObject | undefined,
    path: string,
    level: number,
  ) => {
    if (!schema || level > MOST_LEVELS) {
      return;
    }
    for (const [name, inner] of Object.entries(
      asObject(schema.properties) ?? {},
    )) {
      if (paths.length >= MOST_PATHS) {
        return;
      }
      const own = path === '' ? name : `${path}.${name}`;
      paths.push(own);
      walk(inner as JsonObject, own, level + 1);
    }
    const items = schema.items as JsonObject | undefined;
    walk(items, `${path}[]`, level + 1);
    const values = schema.additionalProperties;
    if (typeof values === 'object') {
      walk(values as JsonObject, `${path}{}`, level + 1);
    }
  };
  walk(spec, '', 0);
  return paths;
}
