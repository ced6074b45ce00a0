import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { SignInResolverFactory } from '@backstage/plugin-auth-node';
import { isObject } from '../json/isObject';

/** The resolvers that `signIn.resolvers[].resolver` may name, each with the schema of its options if it has any. */
export type KnownResolvers = Record<
  string,
  Pick<SignInResolverFactory, 'optionsJsonSchema'>
>;

/**
 * Options that the schema of a resolver has and that the code of the resolver does not read, as of `@backstage/plugin-auth-node` 0.7. A test fails as soon
 * as Backstage reads them.
 */
const UNREAD_OPTIONS: Record<string, string[]> = {
  emailMatchingUserEntityProfileEmail: ['allowedDomains'],
};

/**
 * Stops the start on an unknown resolver, and on an option that its resolver does not read: a misspelt
 * `allowedDomains` would allow every domain.
 */
export function checkResolvers(options: {
  section: Config;
  path: string;
  resolvers: KnownResolvers;
}): void {
  const { section, path, resolvers } = options;
  const key = `${path}.signIn.resolvers`;
  const configured = section.getOptionalConfigArray('signIn.resolvers') ?? [];
  if (configured.length === 0) {
    throw new InputError(
      `${key} is missing, so no user could sign in. Add at least one resolver, for example ` +
        '- resolver: emailMatchingUserEntityProfileEmail',
    );
  }
  configured.forEach((each, index) =>
    checkResolver(each, `${key}[${index}]`, resolvers),
  );
}

function checkResolver(
  entry: Config,
  path: string,
  resolvers: KnownResolvers,
): void {
  const name = entry.getOptionalString('resolver');
  if (name === undefined || !Object.hasOwn(resolvers, name)) {
    throw new InputError(
      `${path}.resolver ${name === undefined ? 'is missing' : `'${name}' is not known`}. ` +
        `Use one of ${Object.keys(resolvers).join(', ')}`,
    );
  }
  const read = optionsOf(resolvers[name])?.filter(
    option => !UNREAD_OPTIONS[name]?.includes(option),
  );
  if (!read) {
    return;
  }
  for (const option of entry.keys()) {
    if (option !== 'resolver' && entry.has(option) && !read.includes(option)) {
      throw new InputError(
        `${path}.${option} is not an option of the resolver ${name}, so it would have no effect. Remove it, or correct its ` +
          `name: the resolver has ${read.length > 0 ? read.join(', ') : 'no options'}`,
      );
    }
  }
}

/** The options that a resolver reads, or `undefined` when its schema does not list them. */
function optionsOf({
  optionsJsonSchema: schema,
}: KnownResolvers[string]): string[] | undefined {
  if (!schema) {
    return [];
  }
  // The schema of optional options is an anyOf of the object and of its absence.
  const alternatives = Array.isArray(schema.anyOf) ? schema.anyOf : [schema];
  const lists = alternatives.flatMap(each =>
    isObject(each) && isObject(each.properties)
      ? [Object.keys(each.properties)]
      : [],
  );
  return lists.length > 0 ? lists.flat() : undefined;
}
