import type { JsonObject, JsonValue } from '@backstage/types';
import {
  createPromiseTemplate,
  printFieldPath,
  readPromiseApi,
  type KratixPromise,
  type PromiseApi,
} from '@kratix-portal/plugin-ske-common';
import { customizeValidator } from '@rjsf/validator-ajv8';
import type { KubernetesObject } from '../live';
import { ruleWords } from '../form/ruleWords';
import { translatePages } from '../form/translatePages';
import { isObject } from '../values';
import type { Words } from '../words';

/** More requests than these are not checked, so that the page stays usable. */
export const MOST_REQUESTS = 1_000;
const MOST_PROBLEMS = 5;

const PRESERVED = 'x-kubernetes-preserve-unknown-fields';

/** A request that the next version of a Promise would no longer accept. */
export interface RequestProblem {
  request: KubernetesObject;
  /** What the form of the next version says, such as `spec.size: must be one of these: "small"`. */
  messages: readonly string[];
  /** The fields that the next version does not have, and whose values the cluster would drop. */
  dropped: readonly string[];
}

/** The result of {@link checkRequests}. */
export interface RequestsCheck {
  checked: number;
  /** Requests beyond {@link MOST_REQUESTS}. */
  unchecked: number;
  problems: readonly RequestProblem[];
}

/**
 * Checks requests against the API of another version of their Promise, with the rules that a form checks. CEL rules, and what the form leaves to the
 * cluster, are not checked.
 */
export function checkRequests(
  promise: KratixPromise,
  requests: readonly KubernetesObject[],
  t: Words,
): RequestsCheck {
  const api = readPromiseApi(promise);
  const page = specPage(promise, t);
  const used = requests.slice(0, MOST_REQUESTS);
  const counts = {
    checked: used.length,
    unchecked: requests.length - used.length,
  };
  if (!api) {
    return { ...counts, problems: [] };
  }
  const schema = specSchema(api);
  const validator = customizeValidator();
  const problems = used.flatMap((request): RequestProblem[] => {
    const spec = (request.spec ?? {}) as JsonValue;
    const errors =
      (page && validator.rawValidation<AjvError>(page, { spec }).errors) ?? [];
    const messages = [...new Set(errors.flatMap(each => describe(t, each)))];
    const dropped: string[] = [];
    findUnknown(schema, spec, 'spec', dropped);
    return messages.length + dropped.length === 0
      ? []
      : [
          {
            request,
            messages: messages.slice(0, MOST_PROBLEMS),
            dropped: dropped.slice(0, MOST_PROBLEMS),
          },
        ];
  });
  return { ...counts, problems };
}

/** An API that does not define a spec drops all of its fields, unless the API keeps unknown fields. */
function specSchema({ schema }: PromiseApi): JsonObject {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const { [PRESERVED]: keepsUnknown } = schema;
  return isObject(properties.spec)
    ? properties.spec
    : { ...(keepsUnknown !== undefined && { [PRESERVED]: keepsUnknown }) };
}

interface AjvError {
  instancePath: string;
  keyword: string;
  message?: string;
  params?: { [name: string]: unknown };
  /** The schema that contains the rule. Generated forms have an error message for each rule in it. */
  parentSchema?: { errorMessage?: { [keyword: string]: string } };
}

/** The errors of branches say less than the error of the rule that they belong to. */
function describe(t: Words, error: AjvError): string[] {
  const { instancePath, keyword, message, params = {}, parentSchema } = error;
  if (keyword === 'if' || message === undefined) {
    return [];
  }
  const path = instancePath
    .split('/')
    .filter(Boolean)
    .map(key => key.replace(/~1/g, '/').replace(/~0/g, '~'))
    .map(key => (/^\d+$/.test(key) ? Number(key) : key));
  const sentence = parentSchema?.errorMessage?.[keyword];
  if (keyword === 'required' && !sentence) {
    const missing = [...path, String(params.missingProperty)];
    return [`${printFieldPath(missing)}: ${t('form.required')}`];
  }
  const words = sentence ?? ruleWords(t, { name: keyword, params }) ?? message;
  return [path.length === 0 ? words : `${printFieldPath(path)}: ${words}`];
}

function specPage(promise: KratixPromise, t: Words): JsonObject | undefined {
  const { template } = createPromiseTemplate({
    // The hints of the author arrange pages and must not matter here.
    promise: { ...promise, metadata: { name: promise.metadata.name } },
    settings: { singleSpecPage: true },
  });
  return translatePages(t, template?.spec.parameters ?? [], promise).at(1);
}

/** Lists the fields that a schema does not have. */
function findUnknown(
  schema: JsonObject,
  value: JsonValue | undefined,
  path: string,
  found: string[],
): void {
  if (found.length >= MOST_PROBLEMS) {
    return;
  }
  if (Array.isArray(value)) {
    const items = isObject(schema.items) ? schema.items : undefined;
    if (items) {
      value.forEach((item, index) =>
        findUnknown(items, item, `${path}[${index}]`, found),
      );
    }
    return;
  }
  if (!isObject(value)) {
    return;
  }
  const properties = isObject(schema.properties) ? schema.properties : {};
  const others = schema.additionalProperties;
  const keepsUnknown =
    schema[PRESERVED] === true ||
    schema['x-kubernetes-embedded-resource'] === true;
  for (const [key, inner] of Object.entries(value)) {
    const own = Object.hasOwn(properties, key) ? properties[key] : others;
    if (isObject(own)) {
      findUnknown(own, inner, `${path}.${key}`, found);
    } else if (own !== true && !keepsUnknown) {
      found.push(`${path}.${key}`);
    }
  }
}
