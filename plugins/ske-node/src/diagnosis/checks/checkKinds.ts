import type { AccessRules } from '../../platform/reviews/RulesReview';
import type { DiagnosisFacts } from '../facts/DiagnosisFacts';
import type { PromisesProbe } from '../facts/DiagnosisProbes';
import { type Finding, passed, unknown, warning } from '../facts/Finding';

const VERBS = ['list', 'create'] as const;
/** For the first Promises, the check asks the cluster about each kind in all namespaces. For all later Promises, it reads the rules of the user in one namespace once. */
const MOST_ASKED = 50;
const RULES_NAMESPACE = 'default';
const MOST_NAMED = 10;

interface Kind {
  name: string;
  group: string;
  plural: string;
}

/** Whether the user may list and create the resources of each Promise. The check also says for how many Promises this is not known. */
export async function checkKinds(
  facts: DiagnosisFacts,
  { promises, hasMore }: PromisesProbe,
): Promise<Finding> {
  const kinds = promises.flatMap(({ name, api }) =>
    api ? [{ name, ...api }] : [],
  );
  const asked = kinds.slice(0, MOST_ASKED);
  const answers = await facts.probes.access(
    asked.flatMap(({ group, plural }) =>
      VERBS.map(verb => ({ verb, group, resource: plural })),
    ),
  );
  if (!Array.isArray(answers)) {
    return unknown(answers.message);
  }
  const refused = asked.flatMap((kind, index) =>
    describeRefusal(kind, verb => answers[2 * index + VERBS.indexOf(verb)]),
  );
  const others = kinds.slice(MOST_ASKED);
  const rules = others.length > 0 ? await facts.probes.rules() : undefined;
  const known = rules && 'rules' in rules ? rules : undefined;
  const refusedByRules = others.flatMap(kind =>
    known ? describeRefusal(kind, verb => allows(known, verb, kind)) : [],
  );
  // If an authorizer cannot list its rules, it may allow more than the listed rules.
  const unsure = known?.isComplete ? [] : refusedByRules;
  const refusedElsewhere = known?.isComplete ? refusedByRules : [];
  const answered = known ? others.length - unsure.length : 0;
  const allowedElsewhere = answered - refusedElsewhere.length;
  const leftOut = leftOutSentence(others.length - answered, hasMore);
  const allRefused = [...refused, ...refusedElsewhere];
  if (allRefused.length > 0) {
    const named = allRefused.slice(0, MOST_NAMED).join('; ');
    const more = allRefused.length - MOST_NAMED;
    return warning('promise-not-allowed', {
      seen: `The user does not have these verbs for all namespaces: ${named}${more > 0 ? `; and the same for ${more} more Promises` : ''}. A RoleBinding may allow them in one namespace.${leftOut}`,
      expected:
        'The verbs list and create for each kind that the user is meant to request.',
      remedy: [
        'Add the resources to a Role or ClusterRole of the user, if the user is meant to request them.',
      ],
    });
  }
  const elsewhere =
    allowedElsewhere > 0
      ? `, and in namespace ${RULES_NAMESPACE} those of ${allowedElsewhere} more`
      : '';
  return passed(
    `The user may list and create the resources of ${asked.length} Promises${elsewhere}.${leftOut}`,
  );
}

function leftOutSentence(count: number, hasMore: boolean): string {
  const some =
    count > 0
      ? ` ${count} Promises were left out, because the cluster cannot list all rules of the user.`
      : '';
  return hasMore
    ? `${some} The cluster has more Promises, which were not read.`
    : some;
}

function describeRefusal(
  { name, group, plural }: Kind,
  isAllowed: (verb: (typeof VERBS)[number]) => boolean,
): string[] {
  const verbs = VERBS.filter(verb => !isAllowed(verb));
  return verbs.length > 0
    ? [`${name} (${verbs.join(' and ')} ${plural}.${group})`]
    : [];
}

/** Kubernetes compares each part, and `*` stands for all. A rule for named objects does not allow the verbs list and create. */
function allows(
  { rules }: AccessRules,
  verb: string,
  { group, plural }: Kind,
): boolean {
  const has = (list: string[], value: string) =>
    list.includes(value) || list.includes('*');
  return rules.some(
    ({ verbs, apiGroups, resources, resourceNames = [] }) =>
      resourceNames.length === 0 &&
      has(verbs, verb) &&
      has(apiGroups, group) &&
      has(resources, plural),
  );
}
