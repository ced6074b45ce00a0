import type { ErrorSchema } from '@rjsf/utils';
import type { PlacedCause } from './placeCauses';

/** The causes of one page in the format of the form: nested like the values. */
export function toErrorSchema(
  causes: readonly PlacedCause[],
  page: number,
): ErrorSchema | undefined {
  const root: ErrorSchema = {};
  const own = causes.filter(({ place }) => place?.page === page);
  for (const { cause, place } of own) {
    let node = root;
    for (const part of place!.path) {
      const children = node as Record<string | number, ErrorSchema>;
      children[part] = Object.hasOwn(children, part) ? children[part] : {};
      node = children[part];
    }
    node.__errors = [...(node.__errors ?? []), cause.message];
  }
  return own.length === 0 ? undefined : root;
}
