import { objectsAt, textAt } from '../../values';
import type { KubernetesObject } from '../../live';

/** A condition of a request. */
export interface ShownCondition {
  readonly type: string;
  /** `True`, `False` or `Unknown`. */
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  /** RFC 3339. */
  readonly since?: string;
}

/** Lists the conditions by name, because Kratix does not keep their order. The condition that determines the state comes first. */
export function listConditions(
  { status }: KubernetesObject,
  deciding: string | undefined,
): readonly ShownCondition[] {
  return objectsAt(status, 'conditions')
    .map(each => ({
      type: textAt(each, 'type') ?? '?',
      status: textAt(each, 'status') ?? 'Unknown',
      reason: textAt(each, 'reason'),
      message: textAt(each, 'message'),
      since: textAt(each, 'lastTransitionTime'),
    }))
    .sort(
      (one, other) =>
        Number(other.type === deciding) - Number(one.type === deciding) ||
        one.type.localeCompare(other.type),
    );
}
