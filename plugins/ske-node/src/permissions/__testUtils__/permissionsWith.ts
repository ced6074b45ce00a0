import type {
  PermissionsService,
  PermissionsServiceRequestOptions,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
  type QueryPermissionRequest,
} from '@backstage/plugin-permission-common';
import { ResourcePermissions } from '../ResourcePermissions';
import { skeResourcePermissionRules } from '../rules';

const ALLOW = { result: AuthorizeResult.ALLOW } as const;

/** A request to the policy. */
export interface Question {
  permissions: string[];
  credentials: unknown;
}

/** Permissions with a policy that is a function, and the requests that the policy got. */
export function permissionsWith(
  options: {
    policy?: (
      permission: string,
      credentials: unknown,
    ) => PolicyDecision | Promise<PolicyDecision>;
    rememberMs?: number;
    now?: () => number;
  } = {},
): { permissions: ResourcePermissions; questions: Question[] } {
  const policy = options.policy ?? (() => ALLOW);
  const questions: Question[] = [];
  const service: Partial<PermissionsService> = {
    async authorizeConditional(
      requests: QueryPermissionRequest[],
      asked: PermissionsServiceRequestOptions,
    ) {
      const credentials = 'credentials' in asked && asked.credentials;
      const names = requests.map(({ permission }) => permission.name);
      questions.push({ permissions: names, credentials });
      return Promise.all(names.map(name => policy(name, credentials)));
    },
  };
  const rules = Object.values(skeResourcePermissionRules);
  const permissionsRegistry = mockServices.permissionsRegistry.mock({
    getPermissionRuleset: () =>
      ({
        getRuleByName: (name: string) => {
          const rule = rules.find(one => one.name === name);
          if (!rule) {
            throw new Error(`there is no rule ${name}`);
          }
          return rule;
        },
      }) as any,
  });
  const permissions = new ResourcePermissions({
    permissions: mockServices.permissions.mock(service),
    permissionsRegistry,
    rememberMs: options.rememberMs ?? 0,
    now: options.now,
  });
  return { permissions, questions };
}
