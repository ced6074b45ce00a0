import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { LiveQuery } from '../objects/types';

/** Selects the queries that a rule of the fake applies to: all fields that are set must be equal. */
export type FakeSelector = Partial<
  Pick<LiveQuery, 'apiVersion' | 'kind' | 'namespace' | 'name'>
>;

/** The verbs of calls that read. */
export type FakeVerb = 'get' | 'list' | 'watch';

/** What a user may not read. */
export class FakeRefusals {
  #rules: {
    selector: FakeSelector;
    /** Absent for all verbs. */
    verbs?: readonly FakeVerb[];
    error?: SkeError;
  }[] = [];

  add(rule: {
    selector: FakeSelector;
    verbs?: readonly FakeVerb[];
    error?: SkeError;
  }): void {
    this.#rules.push(rule);
  }

  clear(): void {
    this.#rules = [];
  }

  find(query: LiveQuery, verb: FakeVerb): SkeError | undefined {
    const rule = this.#rules.find(
      ({ selector, verbs = [verb] }) =>
        isSelected(selector, query) && verbs.includes(verb),
    );
    return rule && (rule.error ?? forbidden(rule.selector, verb));
  }
}

export function isSelected(
  selector: FakeSelector,
  query: FakeSelector,
): boolean {
  return (['apiVersion', 'kind', 'namespace', 'name'] as const).every(
    field => selector[field] === undefined || selector[field] === query[field],
  );
}

/** The refusal of the cluster's roles. */
export function forbidden(
  { kind = 'objects', namespace }: FakeSelector,
  verb: FakeVerb,
): SkeError {
  return new SkeError({
    code: 'forbidden',
    message: `You may not ${verb} ${kind}${namespace ? ` in ${namespace}` : ''}.`,
    hint: 'Ask the team that runs the cluster for the right.',
    // Only a refusal by the cluster contains the cluster's own message.
    detail: `${kind} is forbidden: User "oidc:ada" cannot ${verb} resource "${kind}"`,
  });
}
