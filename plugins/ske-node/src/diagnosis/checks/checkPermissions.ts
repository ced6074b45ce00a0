import type { Check } from '../facts/Check';
import type { DiagnosisFacts } from '../facts/DiagnosisFacts';
import { quote } from '../../operations/writes/kubectlCommand';
import { checkKinds } from './checkKinds';
import { failed, type Finding, skipped, unknown } from '../facts/Finding';
import { listNames } from './listNames';

const PROMISES = { group: 'platform.kratix.io', resource: 'promises' };
/** The resources for which every authenticated user of Kubernetes has rights (ClusterRole system:basic-user). */
const OF_EVERY_USER = /^selfsubject|^localsubject/;
const MOST_SHOWN = 5;
const WITHOUT_PATH =
  'Bindings may name the groups without the slash: in the mapper of Keycloak, switch Full group path off.';

/** What RBAC allows: a SelfSubjectRulesReview, and a SelfSubjectAccessReview for each kind of the first Promises. */
export const checkPermissions: Check = {
  id: 'permissions',
  async run(facts: DiagnosisFacts): Promise<Finding> {
    const review = await facts.review();
    if (!('username' in review)) {
      return skipped('There is no identity to ask about.');
    }
    const answers = await facts.probes.access([{ verb: 'list', ...PROMISES }]);
    if (!Array.isArray(answers)) {
      return unknown(answers.message);
    }
    if (!answers[0]) {
      return withoutPromises(facts, review);
    }
    const promises = await facts.probes.promises();
    if ('problem' in promises) {
      return promises.problem === 'kind-not-served'
        ? failed('kratix-not-installed', {
            seen: 'The cluster does not serve Promises.',
            expected: 'Kratix is installed on the cluster.',
            remedy: [
              'Install Kratix, or correct ske.kubernetes.platformName: it must be the platform cluster.',
            ],
          })
        : unknown(promises.message);
    }
    return checkKinds(facts, promises);
  },
};

async function withoutPromises(
  facts: DiagnosisFacts,
  { username, groups }: { username: string; groups: string[] },
): Promise<Finding> {
  const rights = await readRights(facts);
  const own = groups.filter(each => !each.startsWith('system:'));
  const subjects = listNames([username, ...own]);
  if (rights.length > 0) {
    return failed('promises-hidden', {
      seen: `${username} may not list Promises, and has these other rights in namespace default: ${rights.slice(0, MOST_SHOWN).join('; ')}.`,
      expected: 'The verbs get, list and watch on promises.platform.kratix.io.',
      remedy: [
        `Bind a ClusterRole with these rights to ${subjects}; docs/install.md has one.`,
      ],
    });
  }
  if (facts.groupsProblem) {
    return { ...facts.groupsProblem, status: 'failed' };
  }
  const bind = `Bind a ClusterRole to ${own[0] ? `the group ${own[0]}` : `the user ${username}`}: kubectl create clusterrolebinding <name> --clusterrole=<role> ${own[0] ? `--group=${quote(own[0])}` : `--user=${quote(username)}`}`;
  const prefixed = await findPrefix(facts, own, username);
  if (prefixed !== undefined) {
    return failed('prefix-without-binding', {
      seen: `The API server puts the prefix ${prefixed} before the names of the token: it sees ${subjects}. No binding gives them rights.`,
      expected:
        'RoleBindings and ClusterRoleBindings that name users and groups with the prefix.',
      remedy: [
        bind,
        'Or remove the prefix: --oidc-username-prefix=- and no --oidc-groups-prefix.',
      ],
    });
  }
  return own.length > 0
    ? failed('group-without-binding', {
        seen: `The API server sees ${subjects}, and no binding gives them rights.`,
        expected: 'A RoleBinding or ClusterRoleBinding for one of them.',
        remedy: [
          ...(own.some(each => each.startsWith('/')) ? [WITHOUT_PATH] : []),
          bind,
          'Bindings name groups character by character, with upper and lower case.',
        ],
      })
    : failed('no-permissions', {
        seen: `${username} has no group and no rights.`,
        expected: 'A RoleBinding or ClusterRoleBinding for the user.',
        remedy: [bind],
      });
}

/** The rules of the user in namespace default, such as `get list configmaps`, without the rules that every user has. */
async function readRights(facts: DiagnosisFacts): Promise<string[]> {
  const answer = await facts.probes.rules();
  if ('problem' in answer) {
    return [];
  }
  return answer.rules
    .filter(
      ({ resources }) =>
        resources.length > 0 &&
        !resources.every(each => OF_EVERY_USER.test(each)),
    )
    .map(({ verbs, apiGroups, resources }) => {
      const named = apiGroups.filter(each => each !== '').join(',');
      return `${verbs.join(' ')} ${resources.join(',')}${named && `.${named}`}`;
    });
}

/** The text that the API server puts before a name or a group of the token. */
async function findPrefix(
  facts: DiagnosisFacts,
  groups: string[],
  username: string,
): Promise<string | undefined> {
  const view = await facts.view();
  if (view?.form !== 'jwt') {
    return undefined;
  }
  const { claims } = view;
  const names = Object.values(claims)
    .flat()
    .filter(
      (each): each is string => typeof each === 'string' && each.length > 2,
    );
  const prefixOf = (seen: string) => {
    const name = names.find(each => seen !== each && seen.endsWith(each));
    const prefix = name && seen.slice(0, -name.length);
    return prefix && /[:#/]$/.test(prefix) ? prefix : undefined;
  };
  return [...groups, username].map(prefixOf).find(each => each !== undefined);
}
