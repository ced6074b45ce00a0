import type { FieldPath } from '@kratix-portal/plugin-ske-common';
import { asObject } from '../values';
import type { RuleCondition } from './RuleCondition';
import { readRule } from './readRule';
import { childSchema, type Schema } from './schema';

/**
 * The fields below a schema that must not change according to the schema's own rules, such as `[['size']]` for `self.size == oldSelf.size`. An empty path is the value
 * itself. Rules that forbid only some changes are left to the cluster.
 */
export function immutablePaths(schema: Schema | undefined): FieldPath[] {
  const rules = schema?.['x-kubernetes-validations'];
  return Array.isArray(rules)
    ? rules.flatMap(each => {
        const rule = asObject(each)?.rule;
        return typeof rule === 'string' ? kept(readRule(rule)) : [];
      })
    : [];
}

/** Whether a rule of the schema, or of an outer schema, forbids a change of the field. */
export function isImmutable(
  schema: Schema | undefined,
  path: FieldPath,
): boolean {
  let at = schema;
  for (let depth = 0; at && depth <= path.length; depth += 1) {
    const below = path.slice(depth);
    if (immutablePaths(at).some(each => startsWith(below, each))) {
      return true;
    }
    at = depth < path.length ? childSchema(at, path[depth]) : undefined;
  }
  return false;
}

/** The fields that must keep their value if a condition is true. */
function kept(condition: RuleCondition): FieldPath[] {
  switch (condition.type) {
    case 'same':
      return [condition.path];
    case 'all':
      return condition.parts.flatMap(kept);
    case 'any': {
      const options = condition.parts.map(part => ({
        part,
        paths: kept(part),
      }));
      return options
        .flatMap(({ paths }) => paths)
        .filter(path =>
          options.every(
            ({ part, paths }) =>
              paths.some(each => startsWith(path, each)) ||
              isAbsent(part, path),
          ),
        );
    }
    default:
      return [];
  }
}

/** Whether a condition says that a field is absent before or after the change, so that there is no value to keep. */
function isAbsent(condition: RuleCondition, path: FieldPath): boolean {
  switch (condition.type) {
    case 'absent':
      return startsWith(path, condition.path);
    case 'all':
      return condition.parts.some(part => isAbsent(part, path));
    case 'any':
      return condition.parts.every(part => isAbsent(part, path));
    default:
      return false;
  }
}

function startsWith(path: FieldPath, start: FieldPath): boolean {
  return (
    start.length <= path.length &&
    start.every((step, index) => step === path[index])
  );
}
